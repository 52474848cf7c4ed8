package org.hulian.fhir.recognition;

import java.math.BigDecimal;
import java.time.Instant;
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
 * @param prices       by id of the item, in the region's currency
 */
public record RecognitionRules(
        String version,
        Map<String, CatalogueItem> items,
        Map<String, List<String>> panels,
        Map<String, List<Certificate>> certificates,
        Map<String, Place> places,
        Map<String, BigDecimal> prices) {
    /** Nothing is recognised by these. */
    public static final RecognitionRules NONE =
            new RecognitionRules("none", Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /** What an item costs, zero where no price is known. */
    public BigDecimal price(String item) {
        return prices.getOrDefault(item, BigDecimal.ZERO);
    }

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

    List<Certificate> certificates(String laboratory, String item) {
        return certificates.getOrDefault(laboratory, List.of()).stream()
                .filter(certificate -> certificate.item().equals(item))
                .toList();
    }

    /** How far a mark can be relied on. */
    public enum Mark {
        VALID,
        /** Passed before and failed after the test. */
        DOUBT,
        NONE
    }

    /** The mark of a laboratory's result for an item. */
    public Mark mark(String laboratory, String item, Instant effective) {
        List<Certificate> valid = certificates(laboratory, item).stream()
                .filter(certificate -> certificate.validAt(effective))
                .toList();
        if (valid.isEmpty()) {
            return Mark.NONE;
        }
        return valid.stream().allMatch(certificate -> certificate.lost() != null) ? Mark.DOUBT : Mark.VALID;
    }

    Place place(String institution) {
        return places.getOrDefault(institution, new Place(institution, 0, Map.of(Scope.CITY, Set.of())));
    }
}
