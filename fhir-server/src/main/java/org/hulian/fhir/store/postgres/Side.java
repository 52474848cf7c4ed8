package org.hulian.fhir.store.postgres;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.fhir.search.sql.AccessSql;
import org.hulian.fhir.search.sql.NewestPlanner;
import org.hulian.fhir.search.sql.SearchPlanner;
import org.hulian.fhir.search.sql.WalkLimits;
import org.jspecify.annotations.Nullable;

/**
 * One of the two databases.
 *
 * @param pool      for transactions
 * @param searching for work beside transactions
 * @param direct    reads by statements with one right plan, outside of transactions or within one
 * @param planned   reads by other statements
 * @param rows      reads of current rows by key
 * @param name      what it calls a patient, from the patient's key
 * @param reveal    the key again
 */
record Side(
        Store store,
        Pool pool,
        Pool searching,
        SqlClient direct,
        SqlClient planned,
        CurrentRows rows,
        UnaryOperator<UUID> name,
        UnaryOperator<UUID> reveal,
        TokenHasher hasher,
        AccessSql access,
        SearchPlanner planner,
        NewestPlanner newest) {

    static Side of(
            Store store,
            DatabasePools.Pair pools,
            UnaryOperator<UUID> name,
            UnaryOperator<UUID> reveal,
            TokenHasher hasher,
            WalkLimits walk) {
        AccessSql access = new AccessSql(hasher, name);
        return new Side(
                store,
                pools.direct(),
                pools.searching(),
                pools.direct(),
                pools.searching(),
                CurrentRows.gathered(pools.direct(), access),
                name,
                reveal,
                hasher,
                access,
                new SearchPlanner(hasher, name, walk),
                new NewestPlanner(hasher, name));
    }

    /**
     * The same database as a transaction sees it. Without a connection of its own it still does not ask the pool for
     * transactions: whoever waits there for a connection while holding one may wait for good.
     */
    Side within(@Nullable SqlClient connection) {
        SqlClient client = connection == null ? searching : connection;
        CurrentRows own = CurrentRows.within(client, access);
        return new Side(store, pool, searching, client, client, own, name, reveal, hasher, access, planner, newest);
    }
}
