package org.hulian.fhir.console;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the console is and by what the hub proves itself to Keycloak for it.
 *
 * @param origin   scheme, host and port under which browsers reach the hub, without a slash at the end
 * @param issuer   of the realm
 * @param clientId of the console
 * @param secret   of that client; null where none is configured, and nobody can sign in
 */
public record ConsoleSettings(
        String origin,
        String issuer,
        String clientId,
        @Nullable String secret) {
    static final String ROOT = "/console";

    /** From the FHIR base, which is the one address the hub knows itself by. */
    public static ConsoleSettings at(String fhirBase, String issuer, String clientId, @Nullable String secret) {
        URI base = URI.create(fhirBase);
        return new ConsoleSettings(base.getScheme() + "://" + base.getRawAuthority(), issuer, clientId, secret);
    }

    boolean isSecure() {
        return origin.startsWith("https:");
    }

    String callback() {
        return origin + ROOT + "/callback";
    }
}
