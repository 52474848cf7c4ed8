package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.UUID;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.Found;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a crash at each step between the two commits leaves, and what recovery makes of it. */
class PreparedTransactionsTest {
    private TestStore hub;

    @BeforeEach
    void open() {
        hub = new TestStore();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private String prepared() {
        String name = "hulian-" + UUID.randomUUID();
        SqlConnection connection = hub.clinical.getConnection().await().indefinitely();
        for (String step : new String[] {
            "begin",
            "insert into hub.person_member values (gen_random_uuid(), gen_random_uuid())",
            "prepare transaction '" + name + "'"
        }) {
            connection.query(step).execute().await().indefinitely();
        }
        // The connection goes, as it does when the process dies.
        connection.close().await().indefinitely();
        return name;
    }

    private long left() {
        return hub.number(Store.CLINICAL, "select count(*) from pg_prepared_xacts where database = current_database()");
    }

    private long rows() {
        return hub.number(Store.CLINICAL, "select count(*) from hub.person_member");
    }

    private int recover() {
        return new PreparedTransactions(hub.sides)
                .recover(Duration.ZERO)
                .await()
                .indefinitely();
    }

    @Test
    void aPreparedSideWithoutADecisionIsRolledBack() {
        String name = prepared();

        assertThat(recover()).isEqualTo(1);

        assertThat(left()).isZero();
        assertThat(rows()).isZero();
        assertThatThrownBy(() -> hub.run(Store.REGISTRY, "insert into hub.decision values ('" + name + "', true)"))
                .hasMessageContaining("duplicate key");
    }

    @Test
    void aPreparedSideWithADecisionIsCommitted() {
        String name = prepared();
        hub.run(Store.REGISTRY, "insert into hub.decision values ('" + name + "', true)");

        assertThat(recover()).isEqualTo(1);

        assertThat(left()).isZero();
        assertThat(rows()).isEqualTo(1);
        assertThat(recover()).isZero();
    }

    @Test
    void recoveryWaitsForADecisionOnItsWay() {
        String name = prepared();
        SqlConnection registry = hub.registry.getConnection().await().indefinitely();
        registry.query("begin").execute().await().indefinitely();
        registry.query("insert into hub.decision values ('" + name + "', true)")
                .execute()
                .await()
                .indefinitely();

        var recovery =
                new PreparedTransactions(hub.sides).recover(Duration.ZERO).subscribeAsCompletionStage();
        assertThat(recovery).isNotDone();
        registry.query("commit").execute().await().indefinitely();
        registry.close().await().indefinitely();

        assertThat(recovery.toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aWriteOverBothDatabasesIsAllOrNothing() {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"p\"}";
        String observation =
                "{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                        + "\"subject\":{\"reference\":\"Patient/p\"}}";
        hub.run(Store.REGISTRY, "alter table hub.decision add constraint stop check (not committed)");

        assertThatThrownBy(() -> hub.put(TestStore.FIRST, patient, observation)).isNotNull();
        assertThat(hub.read("Patient/p")).isInstanceOf(Found.Absent.class);
        assertThat(hub.read("Observation/o")).isInstanceOf(Found.Absent.class);
        assertThat(left()).isZero();

        hub.run(Store.REGISTRY, "alter table hub.decision drop constraint stop; truncate hub.decision");
        hub.put(TestStore.FIRST, patient, observation);
        assertThat(hub.read("Patient/p")).isInstanceOf(Found.Visible.class);
        assertThat(hub.read("Observation/o")).isInstanceOf(Found.Visible.class);
        assertThat(hub.number(Store.REGISTRY, "select count(*) from hub.audit_outbox"))
                .isEqualTo(2);
    }
}
