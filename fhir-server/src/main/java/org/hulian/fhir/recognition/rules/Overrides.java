package org.hulian.fhir.recognition.rules;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a region decides differently from the catalogue, by id of the item.
 *
 * @param excluded the negative list
 * @param validity other periods
 * @param codes    further codes of the item
 */
record Overrides(Set<String> excluded, Map<String, Duration> validity, Map<String, Set<String>> codes) {
    static final Overrides NONE = new Overrides(Set.of(), Map.of(), Map.of());
}
