package org.hulian.terminology.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An extension of a concept or designation, kept as it came. */
public record Extension(String url, JsonNode json) {
    public static final String STANDARDS_STATUS =
            "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status";

    /** The value of the first extension of a kind as text, or null. */
    public static @Nullable String text(List<Extension> extensions, String url) {
        for (Extension extension : extensions) {
            if (extension.url().equals(url)) {
                return extension.value();
            }
        }
        return null;
    }

    /** Its primitive value as text, or null. */
    public @Nullable String value() {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getKey().startsWith("value") && field.getValue().isValueNode()) {
                return field.getValue().asText();
            }
        }
        return null;
    }
}
