package org.hulian.fhir.recognition.rules;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.code.Loinc;

/** Reads {@code overrides.yaml}: every item must be in the catalogue, every reason in both languages. */
final class OverridesReader {
    static final Set<String> LISTS = Set.of("negative", "validity", "codes");

    private final Set<String> known;

    OverridesReader(Catalogue catalogue) {
        this.known = CatalogueItems.ids(catalogue);
    }

    Overrides read(RulesFile file) {
        Set<String> excluded = new HashSet<>(file.each("negative", Set.of("item", "en", "zh"), row -> {
            row.required("en");
            row.required("zh");
            return item(row);
        }));
        Map<String, Duration> validity = new HashMap<>();
        file.each(
                "validity",
                Set.of("item", "validity"),
                row -> validity.put(item(row), Duration.parse(row.required("validity"))));
        Map<String, Set<String>> codes = new HashMap<>();
        file.each("codes", Set.of("item", "codes"), row -> {
            for (String code : row.texts("codes")) {
                if (!code.contains("|") && !Loinc.hasValidCheckDigit(code)) {
                    row.problem("codes", code + " is neither a LOINC number nor system|code");
                }
            }
            return codes.put(item(row), Set.copyOf(row.texts("codes")));
        });
        return new Overrides(Set.copyOf(excluded), Map.copyOf(validity), Map.copyOf(codes));
    }

    private String item(RulesFile.Row row) {
        String item = row.required("item");
        if (!known.contains(item)) {
            row.problem("item", item + " is no item of the catalogue");
        }
        return item;
    }
}
