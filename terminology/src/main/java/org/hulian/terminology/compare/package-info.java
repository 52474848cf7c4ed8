/**
 * Whether two measured values may be compared, and by which rule: UCUM, molar mass, charge or a published linear relation.
 * Every refusal carries a code and words in English and Chinese.
 */
@NullMarked
package org.hulian.terminology.compare;

import org.jspecify.annotations.NullMarked;
