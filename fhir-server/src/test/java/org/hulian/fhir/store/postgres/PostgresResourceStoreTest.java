package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.WriteSet;
import org.hulian.fhir.store.Written.Change;
import org.hulian.security.audit.AuditEntryCodec;
import org.junit.jupiter.api.Test;

/** The store's contract on a real PostgreSQL. */
class PostgresResourceStoreTest extends StoreHub {
    @Test
    void storesBytesAsSentAroundIdAndMeta() {
        String sent = "{ \"resourceType\":\"Basic\", \"id\":\"b1\", \"meta\": {\"tag\":[{\"code\":\"x\"}]},"
                + "\"extension\":[{\"url\":\"http://e.x\",\"valueDecimal\":1.50}],\"code\":{\"text\":\"é 王\"}}";

        hub.put(TestStore.FIRST, sent);

        assertThat(hub.text("Basic/b1"))
                .matches("\\{\"resourceType\":\"Basic\",\"id\":\"b1\",\"meta\":\\{\"versionId\":\"1\",\"lastUpdated\":"
                        + "\"2026-11-21T08:[0-9:]+\\.000Z\",\"tag\":\\[\\{\"code\":\"x\"}]},"
                        + "\"extension\":\\[\\{\"url\":\"http://e.x\",\"valueDecimal\":1\\.50}],"
                        + "\"code\":\\{\"text\":\"é 王\"}}");
    }

    @Test
    void anUnchangedBodyMakesNoNewVersion() {
        hub.put(TestStore.FIRST, patient("noop", ",\"active\":true"));

        Committed again = hub.put(TestStore.FIRST, patient("noop", ",\"active\":true"));
        Committed changed = hub.put(TestStore.FIRST, patient("noop", ",\"active\":false"));

        assertThat(again.written().getFirst().change()).isEqualTo(Change.UNCHANGED);
        assertThat(again.written().getFirst().version()).isEqualTo(Version.FIRST);
        assertThat(changed.written().getFirst().change()).isEqualTo(Change.UPDATED);
        assertThat(changed.written().getFirst().version()).isEqualTo(new Version(2));
    }

    @Test
    void aStaleIfMatchIsRefusedAndChangesNothing() {
        hub.put(TestStore.FIRST, patient("match", ",\"active\":true"));
        hub.put(TestStore.FIRST, patient("match", ",\"active\":false"));

        Failure failure = refused(TestStore.update(
                "Patient/match", TestStore.body(patient("match", ",\"gender\":\"male\"")), Version.FIRST));

        assertThat(failure)
                .isEqualTo(new Failure.VersionConflict(TestStore.key("Patient/match"), Version.FIRST, new Version(2)));
        assertThat(hub.text("Patient/match")).contains("\"active\":false").doesNotContain("male");
    }

    @Test
    void historyKeepsEveryVersionAndTheDeletion() {
        hub.put(TestStore.FIRST, observation("h1", "hist", ""));
        hub.put(TestStore.FIRST, observation("h1", "hist", ",\"issued\":\"2026-11-20T09:00:00Z\""));
        hub.write(
                TestStore.FIRST, new Write.Delete(TestStore.key("Observation/h1"), null, TestStore.ALL, TestStore.ALL));

        List<HistoryEntry> history = history("Observation/h1", 10, null);

        assertThat(history).extracting(entry -> entry.version().number()).containsExactly(3, 2, 1);
        assertThat(history.getFirst().body()).isNull();
        assertThat(new String(history.get(1).body(), StandardCharsets.UTF_8)).contains("issued", "王小明", "Patient/hist");
        assertThat(history("Observation/h1", 1, history.getFirst()))
                .extracting(entry -> entry.version().number())
                .containsExactly(2);
        assertThat(hub.read("Observation/h1")).isInstanceOf(Found.Deleted.class);
        assertThat(hub.ids("Observation?patient=Patient/hist")).isEmpty();
        Found second = hub.store
                .readVersion(TestStore.key("Observation/h1"), new Version(2), TestStore.ALL)
                .await()
                .indefinitely();
        assertThat(second).isInstanceOf(Found.Visible.class);
    }

    @Test
    void aDeletedResourceComesBackUnderTheNextVersion() {
        hub.put(TestStore.FIRST, patient("back", ""));
        hub.write(TestStore.FIRST, new Write.Delete(TestStore.key("Patient/back"), null, TestStore.ALL, TestStore.ALL));

        Committed back = hub.put(TestStore.FIRST, patient("back", ""));

        assertThat(back.written().getFirst().version()).isEqualTo(new Version(3));
        assertThat(hub.read("Patient/back")).isInstanceOf(Found.Visible.class);
    }

    @Test
    void aTakenIdIsAConflict() {
        String id = UUID.randomUUID().toString();
        Write.Create create = new Write.Create(
                TestStore.key("Patient/" + id), TestStore.body("{\"resourceType\":\"Patient\",\"active\":true}"));
        hub.write(TestStore.FIRST, create);

        assertThat(refused(create)).isInstanceOf(Failure.Conflict.class);
    }

    @Test
    void auditEntriesCommitWithTheWrites() {
        long before = outbox();

        hub.put(TestStore.FIRST, patient("audited", ""), observation("audited1", "audited", ""));
        refused(TestStore.update(
                "Patient/audited", TestStore.body(patient("audited", ",\"active\":true")), new Version(9)));

        assertThat(outbox() - before).isEqualTo(2);
    }

    @Test
    void anOutboxRowIsSealedAndOpensAsTheEntryItIs() {
        var entry = hub.put(TestStore.FIRST, patient("outbox", "")).audit().getFirst();
        byte[] stored = hub.registry
                .preparedQuery("select entry from hub.audit_outbox where id = $1")
                .execute(Tuple.of(entry.id()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getBuffer(0)
                .getBytes();

        assertThat(stored[0]).isNotEqualTo((byte) '{');
        assertThat(hub.outbox.open(entry.id(), stored)).isEqualTo(entry);
        assertThat(hub.outbox.open(entry.id(), AuditEntryCodec.encode(entry))).isEqualTo(entry);
    }

    private static long outbox() {
        return hub.number(Store.REGISTRY, "select count(*) from hub.audit_outbox")
                + hub.number(Store.CLINICAL, "select count(*) from hub.audit_outbox");
    }

    @Test
    void twoWritersOfOneNewResourceMakeTwoVersions() {
        var one = hub.store.write(set(observation("race", "r", "")));
        var two = hub.store.write(set(observation("race", "r", ",\"issued\":\"2026-11-20T09:00:00Z\"")));

        Uni.join().all(one, two).andFailFast().await().atMost(Duration.ofSeconds(20));

        assertThat(history("Observation/race", 10, null))
                .extracting(entry -> entry.version().number())
                .containsExactly(2, 1);
    }

    private static WriteSet set(String json) {
        var body = TestStore.body(json);
        return new WriteSet(
                List.of(TestStore.update(body.type() + "/" + body.id(), body, null)), 1, written -> List.of());
    }
}
