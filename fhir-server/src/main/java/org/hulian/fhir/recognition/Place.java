package org.hulian.fhir.recognition;

import java.util.Map;
import java.util.Set;

/**
 * Where an institution stands.
 *
 * @param institution its code
 * @param level       3 tertiary, 2 secondary, 1 community; laboratories and imaging centres as their licence says
 * @param areas       for each scope the areas it belongs to (country, province, joint regions, city, alliances)
 */
public record Place(String institution, int level, Map<Scope, Set<String>> areas) {
    boolean shares(Scope scope, Place other) {
        return areas.getOrDefault(scope, Set.of()).stream()
                .anyMatch(other.areas.getOrDefault(scope, Set.of())::contains);
    }
}
