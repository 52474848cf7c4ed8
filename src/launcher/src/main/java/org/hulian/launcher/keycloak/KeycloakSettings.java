package org.hulian.launcher.keycloak;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * How Keycloak runs.
 *
 * @param directory     of its data in the home
 * @param port          of HTTP on 127.0.0.1; health and metrics are ten higher
 * @param adminPassword of the first administrator {@code admin}
 */
public record KeycloakSettings(Path directory, int port, String adminPassword) {
    public static final String REALM = "hulian";
    private static final int MANAGEMENT = 10;

    public int managementPort() {
        return port + MANAGEMENT;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public URI issuer() {
        return url().resolve("/realms/" + REALM);
    }

    URI health() {
        return URI.create("http://127.0.0.1:" + managementPort() + "/health/ready");
    }

    /** Exists once the realm has been imported to its end. */
    public Path realmImported() {
        return directory.resolve("realm-imported");
    }

    /** KC_CACHE=local: the default opens a cluster port on every network interface. */
    Map<String, String> environment() {
        return Map.of(
                "KC_CACHE",
                "local",
                "KC_HTTP_ENABLED",
                "true",
                "KC_HTTP_HOST",
                "127.0.0.1",
                "KC_HTTP_PORT",
                Integer.toString(port),
                "KC_HTTP_MANAGEMENT_HOST",
                "127.0.0.1",
                "KC_HTTP_MANAGEMENT_PORT",
                Integer.toString(managementPort()),
                "KC_HOSTNAME",
                url().toString(),
                "KC_DB_URL",
                "jdbc:h2:file:" + directory.resolve("data") + "/keycloak;NON_KEYWORDS=VALUE",
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                adminPassword);
    }
}
