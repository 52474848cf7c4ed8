package org.hulian.launcher.install;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.hulian.launcher.home.Home;
import org.hulian.launcher.postgres.RunningPostgres;
import org.hulian.launcher.process.RunningPart;
import org.jspecify.annotations.Nullable;

/**
 * What of an installation runs.
 *
 * @param ready the hub answers requests
 */
public record Status(
        Home home,
        boolean ready,
        Optional<RunningPart> hub,
        Optional<RunningPart> keycloak,
        Optional<RunningPostgres> postgres) {
    public Optional<URI> hubUrl() {
        return hub.map(part -> Addresses.hubUrl(part.port()));
    }

    public Optional<URI> keycloakUrl() {
        return keycloak.map(part -> Addresses.hubUrl(part.port()));
    }

    /** The form scripts rely on; a part that does not run is null. */
    public ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode().put("ready", ready);
        json.set("hub", part(json, hub));
        json.set("keycloak", part(json, keycloak));
        json.set(
                "postgres",
                postgres.map(running ->
                                json.objectNode().put("pid", running.pid()).put("port", running.port()))
                        .orElse(null));
        return json.put("home", home.root().toString());
    }

    private static @Nullable ObjectNode part(ObjectNode json, Optional<RunningPart> part) {
        return part.map(running -> json.objectNode()
                        .put("pid", running.pid())
                        .put("url", Addresses.hubUrl(running.port()).toString()))
                .orElse(null);
    }
}
