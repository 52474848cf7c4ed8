package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.CriteriaLock;

/**
 * Takes the locks of conditional requests, before any other and always in ascending order. They end with the transaction,
 * also with a prepared one, so the next one to get them sees what this one committed.
 */
final class CriteriaLocks {
    /** The searches to come want plans for their own values, unlike the statements by key of this pool. */
    static final String PLAN_EACH_TIME = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'on', true),
                   set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true)
            """;

    private static final String TAKE = """
            select case when l.alone then pg_advisory_xact_lock(l.number) else pg_advisory_xact_lock_shared(l.number) end
              from (select * from unnest($1::bigint[], $2::boolean[]) as n(number, alone) order by number) l
            """;

    private CriteriaLocks() {}

    static Uni<Void> take(PostgresTransaction transaction, Sides sides, List<CriteriaLock> locks) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Store store : List.of(Store.REGISTRY, Store.CLINICAL)) {
            Map<Long, Boolean> wanted = numbers(locks, store);
            if (!wanted.isEmpty()) {
                Side side = store == Store.REGISTRY ? sides.registry() : sides.clinical();
                all = all.chain(() -> transaction.on(side))
                        .chain(connection -> connection
                                .preparedQuery(TAKE)
                                .execute(Tuple.of(
                                        wanted.keySet().toArray(Long[]::new),
                                        wanted.values().toArray(Boolean[]::new)))
                                .replaceWithVoid());
            }
        }
        return all;
    }

    /** The locks of one database; true for those held alone. */
    private static Map<Long, Boolean> numbers(List<CriteriaLock> locks, Store store) {
        Map<Long, Boolean> wanted = new TreeMap<>();
        for (CriteriaLock lock : locks) {
            if (lock.type().store() == store) {
                String identifier = lock.identifier();
                wanted.merge(lock.ofType(), identifier == null, Boolean::logicalOr);
                if (identifier != null) {
                    wanted.put(lock.ofIdentifier(identifier), true);
                }
            }
        }
        return wanted;
    }
}
