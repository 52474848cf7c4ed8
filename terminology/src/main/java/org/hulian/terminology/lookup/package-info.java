/**
 * Code systems as they are asked: by code, by hierarchy, by property; small ones lie in memory, large ones in a file.
 * A library holds the versions of what is known, stored resources before bundled ones.
 */
@NullMarked
package org.hulian.terminology.lookup;

import org.jspecify.annotations.NullMarked;
