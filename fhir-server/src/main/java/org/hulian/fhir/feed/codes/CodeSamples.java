package org.hulian.fhir.feed.codes;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What a few messages tell of a code, without saying whose they are.
 *
 * @param specimen the sender's word for it, empty when no message says
 * @param section  of the laboratory, empty when no message says
 * @param values   numbers that came with the code
 * @param mates    LOINC codes of the other results
 */
public record CodeSamples(String specimen, String section, List<BigDecimal> values, Set<String> mates) {
    public static final CodeSamples NONE = new CodeSamples("", "", List.of(), Set.of());
}
