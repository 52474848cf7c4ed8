package org.hulian.fhir.console;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hulian.security.crypto.Sealer;

/**
 * Sessions of the console: a random secret in the browser, its hash and the sealed tokens here. Every node knows them, a
 * restart keeps them, and one that has ended is gone everywhere at once.
 */
public final class Sessions {
    private static final Duration EARLY = Duration.ofSeconds(30);
    private static final byte[] CONTEXT = "hulian-console-session/1".getBytes(StandardCharsets.UTF_8);
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final String INSERT = """
            with swept as (delete from hub.console_session where ends < now())
            insert into hub.console_session (id, keycloak_session, tokens, ends) values ($1, $2, $3, $4)
            """;
    /** Served by the primary key. */
    private static final String FIND = "select tokens from hub.console_session where id = $1 and ends > now()";

    private static final String UPDATE = "update hub.console_session set tokens = $2, ends = $3 where id = $1";
    private static final String DELETE = "delete from hub.console_session where id = $1 returning tokens";
    /** Served by console_session_by_keycloak. */
    private static final String DELETE_ENDED = "delete from hub.console_session where keycloak_session = $1";

    private final Pool registry;
    private final Sealer sealer;
    private final Keycloak keycloak;
    private final Clock clock;

    /** Over the registry database. */
    public Sessions(Pool registry, Sealer sealer, Keycloak keycloak, Clock clock) {
        this.registry = registry;
        this.sealer = sealer;
        this.keycloak = keycloak;
        this.clock = clock;
    }

    /** A new session; its secret. */
    Uni<String> open(Tokens tokens) {
        String secret = Secrets.random();
        byte[] id = Secrets.sha256(secret);
        return registry.preparedQuery(INSERT)
                .execute(Tuple.of(Buffer.buffer(id), tokens.session(), sealed(tokens), at(tokens.ends())))
                .replaceWith(secret);
    }

    /** The tokens of a session, fresh enough for a request; empty when there is no such session or it has ended. */
    Uni<Optional<Tokens>> current(String secret) {
        if (!SECRET.matcher(secret).matches()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Buffer id = Buffer.buffer(Secrets.sha256(secret));
        return registry.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(this::tokens)
                .chain(found -> found.isEmpty() || isFresh(found.get())
                        ? Uni.createFrom().item(found)
                        : registry.withTransaction(connection -> refreshed(connection, id)));
    }

    /** A refresh token is good for one use: of requests that come together one asks, the others wait for its answer. */
    private Uni<Optional<Tokens>> refreshed(SqlConnection connection, Buffer id) {
        return connection
                .preparedQuery(FIND + " for update")
                .execute(Tuple.of(id))
                .map(this::tokens)
                .chain(found -> found.isEmpty() || isFresh(found.get())
                        ? Uni.createFrom().item(found)
                        : keycloak.refreshed(found.get())
                                .chain(next -> connection
                                        .preparedQuery(UPDATE)
                                        .execute(Tuple.of(id, sealed(next), at(next.ends())))
                                        .replaceWith(Optional.of(next)))
                                .onFailure(Keycloak.Refused.class)
                                .recoverWithUni(() -> connection
                                        .preparedQuery(DELETE)
                                        .execute(Tuple.of(id))
                                        .replaceWith(Optional.empty())));
    }

    /** Ends a session here and at Keycloak. */
    Uni<Void> end(String secret) {
        return registry.preparedQuery(DELETE)
                .execute(Tuple.of(Buffer.buffer(Secrets.sha256(secret))))
                .map(this::tokens)
                .chain(ended -> ended.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : keycloak.end(ended.get())
                                .onFailure(Keycloak.Refused.class)
                                .recoverWithNull()
                                .replaceWithVoid());
    }

    /** Ends what belongs to a session that has ended at Keycloak. */
    Uni<Void> ended(String keycloakSession) {
        return registry.preparedQuery(DELETE_ENDED)
                .execute(Tuple.of(keycloakSession))
                .replaceWithVoid();
    }

    private boolean isFresh(Tokens tokens) {
        return tokens.accessEnds().isAfter(clock.instant().plus(EARLY));
    }

    private Buffer sealed(Tokens tokens) {
        return Buffer.buffer(sealer.seal(tokens.bytes(), CONTEXT));
    }

    private Optional<Tokens> tokens(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(Tokens.read(sealer.open(row.getBuffer("tokens").getBytes(), CONTEXT)));
        }
        return Optional.empty();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
