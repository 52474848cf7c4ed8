package org.hulian.fhir.recognition.rules;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.hulian.terminology.catalogue.Catalogue;

/** Reads {@code prices.yaml}: what an item costs, by category and, where that says otherwise, by item. */
final class PricesReader {
    static final Set<String> LISTS = Set.of("prices");

    private static final Set<String> FIELDS = Set.of("category", "items", "price");

    private final Set<String> known;
    private final Map<String, Set<String>> categories = new HashMap<>();

    PricesReader(Catalogue catalogue) {
        this.known = CatalogueItems.ids(catalogue);
        catalogue.laboratory().forEach(item -> in(item.category()).add(item.id()));
        catalogue.examinations().forEach(item -> in(item.category()).add(item.id()));
    }

    /** Prices by id of the item. */
    Map<String, BigDecimal> read(RulesFile file) {
        Map<String, BigDecimal> ofCategory = new HashMap<>();
        Map<String, BigDecimal> ofItem = new HashMap<>();
        file.each("prices", FIELDS, row -> {
            BigDecimal price = price(row);
            String category = row.fields().text("category");
            if (category == null && row.texts("items").isEmpty()) {
                row.problem("", "category or items are required");
            }
            if (category != null) {
                if (!categories.containsKey(category)) {
                    row.problem("category", category + " is no category of the catalogue");
                }
                categories.getOrDefault(category, Set.of()).forEach(item -> ofCategory.put(item, price));
            }
            for (String item : row.texts("items")) {
                if (!known.contains(item)) {
                    row.problem("items", item + " is no item of the catalogue");
                }
                if (ofItem.put(item, price) != null) {
                    row.problem("items", item + " is listed twice");
                }
            }
            return price;
        });
        ofCategory.putAll(ofItem);
        return Map.copyOf(ofCategory);
    }

    private static BigDecimal price(RulesFile.Row row) {
        String price = row.required("price");
        if (!price.matches("[0-9]{1,6}(\\.[0-9]{1,2})?")) {
            throw new IllegalArgumentException("price must be an amount such as 12.50, not " + price);
        }
        return new BigDecimal(price);
    }

    private Set<String> in(String category) {
        return categories.computeIfAbsent(category, any -> new LinkedHashSet<>());
    }
}
