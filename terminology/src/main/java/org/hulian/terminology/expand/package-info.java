/**
 * Value sets resolved to the codes they hold, as sets of concept numbers for each code system.
 * The same contents answer an expansion and the question whether a code belongs.
 */
@NullMarked
package org.hulian.terminology.expand;

import org.jspecify.annotations.NullMarked;
