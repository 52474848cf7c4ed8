package org.hulian.launcher.keycloak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.home.Versions;

/**
 * Keycloak's distribution as Maven fetched it.
 *
 * @param file    keycloak-quarkus-dist as tar.gz
 * @param version of Keycloak
 */
public record KeycloakArchive(Path file, String version) {
    /** Where the build of this module puts it, or the local repository it came from. */
    public static KeycloakArchive find(Checkout checkout) {
        String version = Versions.ofThisBuild().keycloak();
        String name = "keycloak-quarkus-dist-" + version + ".tar.gz";
        List<Path> places = List.of(
                checkout.dist().resolve(name),
                localRepository()
                        .resolve("org/keycloak/keycloak-quarkus-dist")
                        .resolve(version)
                        .resolve(name));
        return places.stream()
                .filter(Files::exists)
                .findFirst()
                .map(file -> new KeycloakArchive(file, version))
                .orElseThrow(() -> new LaunchFailure("Keycloak's distribution is neither at "
                        + places.get(0) + " nor at " + places.get(1)
                        + ". Fetch it: ./mvnw -DskipTests package -pl src/launcher -am"));
    }

    /** Surefire passes the repository in use as a system property. */
    private static Path localRepository() {
        String stated = System.getProperty("localRepository", System.getProperty("maven.repo.local", ""));
        return stated.isBlank() ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(stated);
    }
}
