package org.hulian.fhir.wiring;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import org.hulian.fhir.console.ConsoleSeal;
import org.hulian.fhir.console.ConsoleSettings;
import org.hulian.fhir.console.Keycloak;
import org.hulian.fhir.console.Sessions;
import org.hulian.security.crypto.AesGcmSealer;
import org.hulian.security.crypto.KeyFile;

/** The console's sign-in and sessions. */
class Consoles {
    private final HulianConfig config;

    Consoles(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    ConsoleSettings settings() {
        return ConsoleSettings.at(
                config.baseUrl(),
                config.oidc().issuer(),
                config.console().clientId(),
                config.console()
                        .clientSecret()
                        .filter(secret -> !secret.isBlank())
                        .orElse(null));
    }

    @Produces
    @Singleton
    ConsoleSeal seal(KeyFile keys) {
        return new ConsoleSeal(new AesGcmSealer(keys.page().bytes(), keys.page().id(), new SecureRandom()));
    }

    @Produces
    @Singleton
    Keycloak keycloak(Vertx vertx, ConsoleSettings settings, Clock clock) {
        return new Keycloak(vertx, settings, clock);
    }

    @Produces
    @Singleton
    Sessions sessions(@Named("registry") Pool registry, ConsoleSeal seal, Keycloak keycloak, Clock clock) {
        return new Sessions(registry, seal.sealer(), keycloak, clock);
    }
}
