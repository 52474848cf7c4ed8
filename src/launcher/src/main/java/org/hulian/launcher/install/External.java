package org.hulian.launcher.install;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Servers of one's own in place of the embedded ones.
 *
 * @param postgres HULIAN_POSTGRES_URL
 * @param issuer   from HULIAN_KEYCLOAK_URL, with the realm hulian imported ({@code ./hub realm})
 */
record External(Optional<DatabasePlace> postgres, Optional<URI> issuer) {
    static External from(Map<String, String> environment) {
        return new External(
                stated(environment, "HULIAN_POSTGRES_URL").map(DatabasePlace::parse),
                stated(environment, "HULIAN_KEYCLOAK_URL")
                        .map(url -> URI.create(url.replaceFirst("/+$", "") + "/realms/hulian")));
    }

    private static Optional<String> stated(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
