/**
 * Ranked LOINC proposals for a sender's local test names, with a score, the evidence and whether a person must look.
 * The knowledge (terms, synonyms, specimens) is data; the weights are learned from reviewed mappings and can be saved.
 */
@NullMarked
package org.hulian.terminology.suggest;

import org.jspecify.annotations.NullMarked;
