package org.hulian.fhir.store.postgres;

import io.vertx.mutiny.sqlclient.Pool;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.fhir.search.sql.AccessSql;
import org.hulian.fhir.search.sql.SearchPlanner;

/**
 * One of the two databases.
 *
 * @param name   what it calls a patient, from the patient's key
 * @param reveal the key again
 */
record Side(
        Store store,
        Pool pool,
        Pool searching,
        UnaryOperator<UUID> name,
        UnaryOperator<UUID> reveal,
        AccessSql access,
        SearchPlanner planner) {

    static Side of(
            Store store,
            DatabasePools.Pair pools,
            UnaryOperator<UUID> name,
            UnaryOperator<UUID> reveal,
            TokenHasher hasher) {
        return new Side(
                store,
                pools.direct(),
                pools.searching(),
                name,
                reveal,
                new AccessSql(hasher, name),
                new SearchPlanner(hasher, name));
    }
}
