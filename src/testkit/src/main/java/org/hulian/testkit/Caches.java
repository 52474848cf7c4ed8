package org.hulian.testkit;

import java.nio.file.Path;

/** Unpacked programs, shared by all modules and checkouts of one account: unpacking costs seconds and 60-190 MB. */
final class Caches {
    private Caches() {}

    static Path postgres() {
        return root().resolve("postgres");
    }

    static Path keycloak() {
        return root().resolve("keycloak");
    }

    private static Path root() {
        return Path.of(System.getProperty("user.home"), ".cache", "hulian");
    }
}
