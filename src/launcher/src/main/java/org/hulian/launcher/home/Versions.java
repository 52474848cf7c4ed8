package org.hulian.launcher.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The versions this launcher was built with.
 *
 * @param hulian   of the hub itself
 * @param keycloak of the distribution
 * @param postgres of the binaries
 */
public record Versions(String hulian, String keycloak, String postgres) {
    /** Written by the build from the parent POM, so that it is stated once. */
    private static final String RESOURCE = "/org/hulian/launcher/versions.properties";

    public static Versions ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream stream = Objects.requireNonNull(Versions.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
        return new Versions(
                properties.getProperty("hulian"),
                properties.getProperty("keycloak"),
                properties.getProperty("postgres"));
    }
}
