package org.hulian.terminology.suggest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What is known of a local test besides its name.
 *
 * @param values    numbers as sent, in the test's own unit
 * @param mates     LOINC codes of other results in the same messages
 * @param elsewhere what other senders' tests were decided to be
 */
public record Circumstances(List<BigDecimal> values, Set<String> mates, List<KnownMapping> elsewhere) {
    public static final Circumstances NONE = new Circumstances(List.of(), Set.of(), List.of());
}
