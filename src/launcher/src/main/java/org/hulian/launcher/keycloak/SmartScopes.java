package org.hulian.launcher.keycloak;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The SMART scopes the realm offers ({@code src/keycloak/scopes.yaml}).
 *
 * @param granular everything after the context, such as {@code Observation.rs?category=..|laboratory}
 */
record SmartScopes(List<String> contexts, List<String> permissions, List<String> types, List<String> granular) {
    private static final String RESOURCE = "/org/hulian/launcher/keycloak/scopes.yaml";

    static SmartScopes load() {
        try (InputStream stream = Objects.requireNonNull(SmartScopes.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new YAMLMapper().readValue(stream, SmartScopes.class);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /** Every scope by its exact text, as Keycloak wants it registered. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (String context : contexts) {
            for (String type : types) {
                for (String permission : permissions) {
                    names.add(context + "/" + type + "." + permission);
                }
            }
            for (String query : granular) {
                names.add(context + "/" + query);
            }
        }
        return List.copyOf(names);
    }
}
