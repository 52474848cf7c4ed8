package org.hulian.launcher.keycloak;

import org.hulian.launcher.home.Secrets;

/** The passwords and keys of one home by which people and systems of its region prove themselves. */
public record Credentials(Secrets secrets) {
    public String admin() {
        return secrets.password("keycloak", "admin");
    }

    public String login(String name) {
        return secrets.password("logins", name);
    }

    /** By which the hub proves to Keycloak that it is the console's server. */
    public String console() {
        return secrets.password("keycloak", "console");
    }

    public ClientKey client(String code) {
        return new ClientKey(
                secrets.value("clients", code, () -> ClientKey.generate().privateJwk()));
    }
}
