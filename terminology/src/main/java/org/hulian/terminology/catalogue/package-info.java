/**
 * The catalogue of items: laboratory items as equivalence groups of LOINC terms, and imaging and functional examinations.
 * It is data with a checker; what an institution makes of it (marks, scopes, prices) is kept elsewhere.
 */
@NullMarked
package org.hulian.terminology.catalogue;

import org.jspecify.annotations.NullMarked;
