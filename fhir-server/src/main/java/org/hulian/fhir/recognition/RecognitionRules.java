package org.hulian.fhir.recognition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the engine decides by, as data of one version.
 *
 * @param version      name of this version of the data
 * @param items        by each code that belongs to them
 * @param panels       codes of panels with the codes of their components
 * @param certificates by laboratory
 * @param places       by institution code
 */
public record RecognitionRules(
        String version,
        Map<String, CatalogueItem> items,
        Map<String, List<String>> panels,
        Map<String, List<Certificate>> certificates,
        Map<String, Place> places) {
    /** Of the codes of an order the one to go by: the first the rules know, else the first. */
    public Optional<String> chosen(List<String> codes) {
        return codes.stream()
                .filter(code -> items.containsKey(code) || panels.containsKey(code))
                .findFirst()
                .or(() -> codes.stream().findFirst());
    }

    /** The item a code belongs to. */
    public Optional<CatalogueItem> item(String code) {
        return Optional.ofNullable(items.get(code));
    }

    Place place(String institution) {
        return places.getOrDefault(institution, new Place(institution, 0, Map.of(Scope.CITY, Set.of())));
    }
}
