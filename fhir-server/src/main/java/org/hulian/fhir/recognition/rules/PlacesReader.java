package org.hulian.fhir.recognition.rules;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hulian.fhir.recognition.Place;
import org.hulian.fhir.recognition.Scope;
import org.hulian.terminology.load.Located;

/** Reads {@code places.yaml}: each institution once, levels 1 to 3, areas by scope. */
final class PlacesReader {
    static final Set<String> LISTS = Set.of("places");

    private PlacesReader() {}

    static Map<String, Place> read(RulesFile file) {
        Map<String, Place> places = new HashMap<>();
        file.each("places", Set.of("institution", "level", "areas"), row -> {
            Place place = place(row);
            if (places.put(place.institution(), place) != null) {
                row.problem("institution", place.institution() + " is listed twice");
            }
            return place;
        });
        return Map.copyOf(places);
    }

    private static Place place(RulesFile.Row row) {
        String level = row.required("level");
        if (!level.matches("[123]")) {
            throw new IllegalArgumentException("level must be 1, 2 or 3, not " + level);
        }
        Map<Scope, Set<String>> areas = new EnumMap<>(Scope.class);
        if (row.fields().values().get("areas") instanceof Located.Fields named) {
            for (String scope : named.values().keySet()) {
                areas.put(
                        scope(scope),
                        named.scalars(scope).stream()
                                .map(Located.Scalar::text)
                                .collect(Collectors.toUnmodifiableSet()));
            }
        }
        return new Place(row.required("institution"), Integer.parseInt(level), Map.copyOf(areas));
    }

    /** A scope by its name, with the names there are when it is none. */
    static Scope scope(String name) {
        for (Scope scope : Scope.values()) {
            if (scope.name().equals(name)) {
                return scope;
            }
        }
        throw new IllegalArgumentException(name + " is none of " + List.of(Scope.values()));
    }
}
