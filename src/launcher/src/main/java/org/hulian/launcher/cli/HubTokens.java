package org.hulian.launcher.cli;

import java.util.function.Supplier;
import org.hulian.launcher.install.Installation;
import org.hulian.launcher.keycloak.TokenCache;
import org.hulian.launcher.keycloak.Tokens;
import org.jspecify.annotations.Nullable;

/** With what commands ask the running hub. */
final class HubTokens {
    private HubTokens() {}

    /** Of a demo login; HULIAN_TOKEN serves an installation whose people are in a Keycloak of one's own. */
    static String ofPerson(Installation installation, String login, String scope) {
        @Nullable String stated = System.getenv("HULIAN_TOKEN");
        return stated != null && !stated.isBlank()
                ? stated
                : installation
                        .tokens()
                        .ofLogin(login, installation.credentials().login(login), scope);
    }

    /** Of an institution's own system, for as long as the command takes. */
    static Supplier<String> ofInstitution(Installation installation, String code, String scope) {
        Tokens tokens = installation.tokens();
        TokenCache cache = new TokenCache(
                () -> tokens.ofClient(code, installation.credentials().client(code), scope));
        return cache::current;
    }
}
