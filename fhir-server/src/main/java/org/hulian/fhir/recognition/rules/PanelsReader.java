package org.hulian.fhir.recognition.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.recognition.CatalogueItem;

/** Reads {@code panels.yaml}: each code once, components that belong to items. */
final class PanelsReader {
    static final Set<String> LISTS = Set.of("panels");

    private PanelsReader() {}

    /** Components by each code of a panel. */
    static Map<String, List<String>> read(RulesFile file, Map<String, CatalogueItem> items) {
        Map<String, List<String>> panels = new HashMap<>();
        file.each("panels", Set.of("zh", "en", "codes", "components"), row -> {
            List<String> components = row.texts("components");
            if (components.isEmpty()) {
                row.problem("components", "at least one component is needed");
            }
            for (String component : components) {
                if (!items.containsKey(component)) {
                    row.problem("components", component + " belongs to no item of the catalogue");
                }
            }
            for (String code : row.texts("codes")) {
                if (panels.put(code, components) != null) {
                    row.problem("codes", code + " is listed twice");
                }
            }
            return components;
        });
        return Map.copyOf(panels);
    }
}
