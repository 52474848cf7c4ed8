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
        UnaryOperator<UUID> name,
        UnaryOperator<UUID> reveal,
        AccessSql access,
        SearchPlanner planner) {

    static Side of(Store store, Pool pool, UnaryOperator<UUID> name, UnaryOperator<UUID> reveal, TokenHasher hasher) {
        return new Side(store, pool, name, reveal, new AccessSql(hasher, name), new SearchPlanner(hasher, name));
    }
}
