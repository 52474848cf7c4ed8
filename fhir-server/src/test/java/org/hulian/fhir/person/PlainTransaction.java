package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.feed.HubDatabases;
import org.hulian.fhir.store.StoreTransaction;

/** A transaction over both databases as far as what hangs on it can see: both sides commit after the action. */
public final class PlainTransaction implements StoreTransaction {
    private final SqlConnection registry;
    private final SqlConnection clinical;

    private PlainTransaction(SqlConnection registry, SqlConnection clinical) {
        this.registry = registry;
        this.clinical = clinical;
    }

    public static <T> T in(HubDatabases databases, Function<StoreTransaction, Uni<T>> action) {
        return databases
                .registry()
                .withTransaction(registry -> databases
                        .clinical()
                        .withTransaction(clinical -> action.apply(new PlainTransaction(registry, clinical))))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Override
    public Uni<SqlConnection> registry() {
        return Uni.createFrom().item(registry);
    }

    @Override
    public Uni<SqlConnection> clinical() {
        return Uni.createFrom().item(clinical);
    }

    /** Any bijection will do here. */
    @Override
    public UUID pseudonym(UUID key) {
        return hidden(key);
    }

    public static UUID hidden(UUID key) {
        return new UUID(~key.getMostSignificantBits(), ~key.getLeastSignificantBits());
    }
}
