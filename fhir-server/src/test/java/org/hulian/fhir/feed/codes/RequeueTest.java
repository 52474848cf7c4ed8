package org.hulian.fhir.feed.codes;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.feed.HubDatabases;
import org.junit.jupiter.api.Test;

/** A decision puts back as many messages at a time as its batch, and none before those are worked off. */
class RequeueTest {
    private static final int SENDER = 2;

    @Test
    void putsBackABatchAtATimeAndLetsNewMessagesPass() {
        try (HubDatabases databases = new HubDatabases()) {
            Pool clinical = databases.clinical();
            messages(clinical, 25);
            decision(clinical);
            List<Integer> woken = new ArrayList<>();
            Requeue requeue = new Requeue(clinical, woken::add, 10);

            step(requeue);
            assertThat(waiting(clinical)).isEqualTo(10);
            step(requeue);
            assertThat(waiting(clinical)).as("the queue has no room").isEqualTo(10);
            assertThat(woken).containsExactly(SENDER);
            worked(clinical);
            step(requeue);
            assertThat(waiting(clinical)).isEqualTo(10);
            worked(clinical);
            step(requeue);
            assertThat(waiting(clinical)).isEqualTo(5);
            worked(clinical);
            step(requeue);

            assertThat(waiting(clinical)).as("each once").isZero();
            assertThat(woken).hasSize(3);
            assertThat(number(clinical, "select count(*) from hub.local_mapping where requeue is not null"))
                    .isZero();
        }
    }

    private static void step(Requeue requeue) {
        requeue.step(() -> Uni.createFrom().voidItem()).await().atMost(Duration.ofSeconds(20));
    }

    private static long waiting(Pool clinical) {
        return number(clinical, "select count(*) from hub.feed_message where status = 'received'");
    }

    private static void worked(Pool clinical) {
        run(clinical, "update hub.feed_message set status = 'processed' where status = 'received'");
    }

    private static void messages(Pool clinical, int count) {
        run(clinical, """
                with m as (
                    insert into hub.feed_message
                           (id, sender, control_id, type, sha256, received, accepted, status, sealed)
                    select gen_random_uuid(), %d, 'm' || n, 'ORU^R01', '', now(), true, 'processed', ''
                      from generate_series(1, %d) n
                    returning id)
                insert into hub.feed_unmapped (message, sender, kind, system, code, display, unit, n)
                select id, %d, 'code', 's', 'X', 'x', '', 1 from m
                """.formatted(SENDER, count, SENDER));
    }

    private static void decision(Pool clinical) {
        run(clinical, """
                insert into hub.local_mapping
                       (sender, kind, system, code, display, target, words, equivalence, comment, state, automatic,
                        starts, proposed_by, proposed, reviewed_by, requeue)
                values (%d, 'code', 's', 'X', 'x', '14749-6', 'Glucose', 'equivalent', '', 'approved', false,
                        now() - interval '1 day', 'a', now(), 'b', -1)
                """.formatted(SENDER));
    }

    private static void run(Pool clinical, String sql) {
        clinical.query(sql).executeAndAwait();
    }

    private static long number(Pool clinical, String sql) {
        return clinical.query(sql).executeAndAwait().iterator().next().getLong(0);
    }
}
