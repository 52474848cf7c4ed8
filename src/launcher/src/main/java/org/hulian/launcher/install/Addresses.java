package org.hulian.launcher.install;

import java.net.URI;

/**
 * Where the parts of an installation answer on 127.0.0.1.
 *
 * @param offset added to every default port, so that several installations run side by side
 */
public record Addresses(int offset) {
    public int hub() {
        return 8080 + offset;
    }

    public int mllp() {
        return 2575 + offset;
    }

    public int keycloak() {
        return 8180 + offset;
    }

    public int postgres() {
        return 5434 + offset;
    }

    public static URI hubUrl(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The FHIR base of a hub. */
    public static URI fhirBase(int port) {
        return URI.create("http://127.0.0.1:" + port + "/fhir");
    }
}
