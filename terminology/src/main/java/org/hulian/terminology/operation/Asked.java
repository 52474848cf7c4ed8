package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import org.hulian.terminology.lookup.Json;
import org.jspecify.annotations.Nullable;

/**
 * A code to validate.
 *
 * @param path of the coding in the request, with a dot at its end; empty when code and system came as parameters
 */
record Asked(
        @Nullable String system,
        @Nullable String version,
        String code,
        @Nullable String display,
        String path) {

    static Asked of(JsonNode coding, String path) {
        return new Asked(
                Json.text(coding, "system"),
                Json.text(coding, "version"),
                coding.path("code").asText(),
                Json.text(coding, "display"),
                path);
    }

    /** The coding itself, for what is said of it as a whole. */
    String whole() {
        return path.isEmpty() ? "code" : path.substring(0, path.length() - 1);
    }

    String at(String element) {
        return path + element;
    }

    /** How it is called in messages, {@code system|version#code ('display')}. */
    String named() {
        return (system == null ? "" : system)
                + (version == null || version.isEmpty() ? "" : "|" + version)
                + "#"
                + code
                + (display == null ? "" : " ('" + display + "')");
    }
}
