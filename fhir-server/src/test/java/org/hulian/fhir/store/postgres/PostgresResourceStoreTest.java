package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.HistoryStart;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.WriteSet;
import org.hulian.fhir.store.Written.Change;
import org.hulian.security.audit.AuditEntryCodec;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The store's contract on a real PostgreSQL. */
class PostgresResourceStoreTest {
    private static final AccessPredicate RIVERSIDE = TestStore.consented(TestStore.RIVERSIDE);
    private static final long LABORATORY = 1L << 1;

    private static TestStore hub;

    @BeforeAll
    static void open() {
        hub = new TestStore();
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    private static String patient(String id, String more) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"" + more + "}";
    }

    private static String observation(String id, String patient, String more) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final","category":[{"coding":[{"system":\
                "http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"14749-6"}]},"subject":{"reference":"Patient/%s",\
                "display":"王小明"},"effectiveDateTime":"2026-11-20T08:00:00+08:00"%s}""".formatted(id, patient, more);
    }

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
    void anotherInstitutionSeesNothingWithoutAGrantAndOnlyWhatItNames() {
        hub.put(TestStore.FIRST, patient("grant", ""), observation("g1", "grant", ""));
        String pseudonym =
                hub.cipher.pseudonym(ResourceKeys.of("Patient", "grant")).toString();

        assertThat(hub.read("Observation/g1", RIVERSIDE)).isInstanceOf(Found.Hidden.class);
        assertThat(hub.ids("Observation?patient=Patient/grant", RIVERSIDE)).isEmpty();
        assertThat(withheld("grant")).isTrue();
        assertThat(hub.search("Observation?patient=Patient/grant&_total=accurate", RIVERSIDE)
                        .total())
                .isZero();

        grant(pseudonym, LABORATORY, "now() + interval '1 hour'");
        assertThat(hub.read("Observation/g1", RIVERSIDE)).isInstanceOf(Found.Visible.class);
        assertThat(hub.ids("Observation?patient=Patient/grant", RIVERSIDE)).containsExactly("g1");
        assertThat(hub.search("Observation?code=http://loinc.org|14749-6&_id=g1&_summary=count", RIVERSIDE)
                        .total())
                .isEqualTo(1);
        assertThat(hub.ids("Observation?patient=Patient/grant", TestStore.consented(5)))
                .isEmpty();

        hub.run(Store.CLINICAL, "update hub.grants set valid_to = now() - interval '1 second'");
        assertThat(hub.ids("Observation?patient=Patient/grant", RIVERSIDE)).isEmpty();

        hub.run(Store.CLINICAL, "delete from hub.grants");
        grant(pseudonym, 1L << 4, "now() + interval '1 hour'");
        assertThat(hub.ids("Observation?patient=Patient/grant", RIVERSIDE)).isEmpty();
        assertThat(withheld("grant")).isFalse();
        hub.run(Store.CLINICAL, "delete from hub.grants");
    }

    private static void grant(String person, long categories, String until) {
        hub.run(
                Store.CLINICAL,
                "insert into hub.grants values (gen_random_uuid(), '%1$s', '%1$s', 4, %2$d, 0, 1, now(), %3$s)"
                        .formatted(person, categories, until));
    }

    @Test
    void ownRowsAndTheCompartmentAreSeen() {
        hub.put(TestStore.RIVERSIDE, patient("own", ""), observation("o1", "own", ""));
        hub.put(TestStore.FIRST, observation("o2", "own", ""), observation("o3", "other", ""));
        AccessPredicate self = TestStore.compartment(ResourceKeys.of("Patient", "own"));

        assertThat(hub.ids("Observation?patient=Patient/own", RIVERSIDE)).containsExactly("o1");
        assertThat(hub.ids("Observation?_id=o1,o2,o3", self)).containsExactlyInAnyOrder("o1", "o2");
        assertThat(hub.read("Observation/o3", self)).isInstanceOf(Found.Hidden.class);
        assertThat(hub.read("Observation/nowhere", self)).isInstanceOf(Found.Absent.class);
        assertThat(hub.ids("Observation?_id=o1", new AccessPredicate(Reach.NONE, 4, null, 1, List.of())))
                .isEmpty();
    }

    @Test
    void granularScopesLimitByCategory() {
        hub.put(TestStore.FIRST, observation("cat1", "cat", ""));
        String system = "http://terminology.hl7.org/CodeSystem/observation-category|";
        AccessPredicate laboratory = new AccessPredicate(Reach.ALL, 0, null, 0, List.of(system + "laboratory"));
        AccessPredicate vitals = new AccessPredicate(Reach.ALL, 0, null, 0, List.of(system + "vital-signs"));

        assertThat(hub.ids("Observation?patient=Patient/cat", laboratory)).containsExactly("cat1");
        assertThat(hub.ids("Observation?patient=Patient/cat", vitals)).isEmpty();
    }

    @Test
    void aWriteOutsideTheCallersReachIsRefusedWithoutSayingWhetherTheResourceExists() {
        hub.put(TestStore.FIRST, observation("foreign", "w", ""));
        AccessPredicate own = new AccessPredicate(Reach.OWN, TestStore.RIVERSIDE, null, 1, List.of());
        var body = TestStore.body(observation("foreign", "w", ",\"issued\":\"2026-11-20T09:00:00Z\""));
        var key = TestStore.key("Observation/foreign");

        assertThat(refused(new Write.Update(key, body, null, true, own, RIVERSIDE)))
                .isInstanceOf(Failure.NotFound.class);
        assertThat(refused(new Write.Update(key, body, null, true, own, TestStore.ALL)))
                .isInstanceOf(Failure.Forbidden.class);
        assertThat(refused(new Write.Delete(TestStore.key("Observation/none"), null, own, own)))
                .isInstanceOf(Failure.NotFound.class);
    }

    @Test
    void aSearchByAnyMemberFindsThePersonsDataFromAllSources() {
        String card =
                ",\"identifier\":[{\"system\":\"http://hulian.org/fhir/identifier/health-card\",\"value\":\"HC77\"}]";
        hub.put(TestStore.FIRST, patient("m1", card), observation("mo1", "m1", ""));
        hub.put(TestStore.RIVERSIDE, patient("m2", ""), observation("mo2", "m2", ""));
        assertThat(hub.ids("Observation?patient=Patient/m1")).containsExactly("mo1");

        hub.put(TestStore.RIVERSIDE, patient("m2", card));

        assertThat(hub.ids("Observation?patient=Patient/m1")).containsExactlyInAnyOrder("mo1", "mo2");
        assertThat(hub.ids("Observation?subject=Patient/m2&code=http://loinc.org|14749-6"))
                .containsExactlyInAnyOrder("mo1", "mo2");
        assertThat(hub.ids("Observation?_id=mo1", TestStore.compartment(ResourceKeys.of("Patient", "m2"))))
                .containsExactly("mo1");
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

    @Test
    void tellsNoVersionThatWasAboutSomebodyElse() {
        String result =
                "{\"resourceType\":\"Observation\",\"id\":\"moved\",\"status\":\"final\",\"code\":{\"text\":\"a\"},"
                        + "\"subject\":{\"reference\":\"Patient/%s\"}}";
        hub.put(TestStore.FIRST, result.formatted("wrong"));
        hub.put(TestStore.FIRST, result.formatted("right"));
        ResourceKey key = TestStore.key("Observation/moved");
        AccessPredicate right = TestStore.compartment(ResourceKeys.of("Patient", "right"));

        List<HistoryEntry> ofType = hub.store
                .history(new HistoryRequest(List.of(key.type()), null, null, null, 50, null), type -> right)
                .await()
                .indefinitely();
        Found wrong = hub.store.readVersion(key, new Version(1), right).await().indefinitely();

        assertThat(ofType).extracting(entry -> entry.version().number()).containsExactly(2);
        assertThat(wrong).isInstanceOf(Found.Absent.class);
        assertThat(history("Observation/moved", 10, null)).hasSize(2);
    }

    private static List<HistoryEntry> history(String reference, int count, @Nullable HistoryEntry after) {
        ResourceKey key = TestStore.key(reference);
        HistoryStart start = after == null ? null : HistoryStart.of(after);
        return hub.store
                .history(new HistoryRequest(List.of(key.type()), key, null, null, count, start), type -> TestStore.ALL)
                .await()
                .indefinitely();
    }

    private static Failure refused(Write write) {
        FailureException refused =
                catchThrowableOfType(FailureException.class, () -> hub.write(TestStore.RIVERSIDE, write));
        return refused.failure();
    }

    private static boolean withheld(String patient) {
        return hub.store
                .withheld(Store.CLINICAL, List.of(ResourceKeys.of("Patient", patient)), RIVERSIDE)
                .await()
                .indefinitely();
    }
}
