/**
 * Codes, units and the comparison of measured values, as pure functions over data.
 * The subpackages hold the parts; this one is only their common root.
 */
@NullMarked
package org.hulian.terminology;

import org.jspecify.annotations.NullMarked;
