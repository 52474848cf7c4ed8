/**
 * Made-up releases of code systems in the exact form and size of the real ones, which are licensed and not at hand: for
 * measuring imports and answers. The same seed gives the same bytes; every name says that it is made up.
 */
@NullMarked
package org.hulian.bench.release;

import org.jspecify.annotations.NullMarked;
