/**
 * UCUM units: validity, canonical form and conversion with exact factors.
 * It is stricter than UCUM where a wrong equation would harm: amount of substance, charge and arbitrary units never become plain numbers.
 */
@NullMarked
package org.hulian.terminology.unit;

import org.jspecify.annotations.NullMarked;
