package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.junit.jupiter.api.Test;

/** Bulk Data out, <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk Data Access</a>. */
@QuarkusTest
class BulkDataTest extends BulkHub {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void exportsWhatTheCallerMaySeeAndNothingElse() throws Exception {
        String patient = patient("bulk-1");
        String result = glucose(patient, 1);

        JsonNode own = exported(hospital, "/fhir/$export?_type=Patient,Observation");
        JsonNode others = exported(riverside, "/fhir/$export?_type=Patient,Observation");

        assertThat(ids(hospital, own, "Observation")).contains(result);
        assertThat(ids(hospital, own, "Patient")).contains(patient);
        assertThat(ids(riverside, others, "Observation")).doesNotContain(result);
        assertThat(own.path("requiresAccessToken").asBoolean()).isTrue();
    }

    @Test
    void aFileIsReadWithTheAccessOfThatMoment() throws Exception {
        String patient = patient("bulk-2");
        String result = glucose(patient, 1);
        String consent = UUID.randomUUID().toString();
        share(consent, patient, "active");
        JsonNode manifest = exported(riverside, "/fhir/Patient/$export?_type=Observation");
        List<String> before = ids(riverside, manifest, "Observation");

        share(consent, patient, "inactive");
        List<String> after = ids(riverside, manifest, "Observation");

        assertThat(before).contains(result);
        assertThat(after).doesNotContain(result);
    }

    @Test
    void anotherCallerDoesNotLearnOfAnExport() throws Exception {
        String job = begin(hospital, "/fhir/$export?_type=Patient");

        assertThat(riverside.get(job).status()).isEqualTo(404);
        assertThat(riverside.get(job + "/0").status()).isEqualTo(404);
        assertThat(hub.get(job).status()).isEqualTo(401);
    }

    @Test
    void aCancelledExportIsGone() throws Exception {
        patient("bulk-3");
        String job = begin(hospital, "/fhir/$export?_type=Patient");
        ready(hospital, job);

        Answer cancelled = hospital.delete(job);

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(hospital.get(job).status()).isEqualTo(404);
        assertThat(hospital.get(job + "/0").status()).isEqualTo(404);
    }

    @Test
    void exportsChangesAndDeletionsSinceAnInstant() throws Exception {
        String patient = patient("bulk-4");
        String old = glucose(patient, 1);
        String gone = glucose(patient, 2);
        Instant before = Instant.parse(hospital.get("/fhir/Observation/" + gone)
                .json()
                .at("/meta/lastUpdated")
                .asText());
        Instant since = Eventually.met(Instant::now, now -> now.isAfter(before.plusMillis(1)));
        String fresh = glucose(patient, 3);
        hospital.delete("/fhir/Observation/" + gone);

        JsonNode manifest = exported(hospital, "/fhir/$export?_type=Observation&_since=" + since);

        assertThat(ids(hospital, manifest, "Observation")).contains(fresh).doesNotContain(old, gone);
        String deleted = manifest.at("/deleted/0/url").asText();
        assertThat(hospital.get(path(deleted)).body()).contains("Observation/" + gone);
    }

    @Test
    void whatIsBeingWrittenWhenAnExportBeginsIsInIt() throws Exception {
        String patient = patient("bulk-under-way");
        CompletableFuture<String> written;
        String job;
        try (HubDatabase clinical = HubDatabase.of("clinical")) {
            clinical.hold("hub.change");
            written = CompletableFuture.supplyAsync(() -> glucose(patient, 1));
            Eventually.met(
                    () -> clinical.number("select count(*) from pg_locks where not granted"), waiting -> waiting > 0);
            job = begin(hospital, "/fhir/$export?_type=Observation&_typeFilter=Observation%3Fpatient%3D" + patient);
            assertThat(hospital.get(job).status()).isEqualTo(202);
            clinical.release();
        }

        JsonNode manifest = ready(hospital, job).json();

        assertThat(ids(hospital, manifest, "Observation")).containsExactly(written.get());
    }

    @Test
    void exportsAGroupAndOnlyItsMembers() throws Exception {
        String member = patient("bulk-5");
        String other = patient("bulk-6");
        String result = glucose(member, 1);
        String foreign = glucose(other, 1);
        String group = created(hospital.post("/fhir/Group", """
                {"resourceType":"Group","type":"person","actual":true,\
                "member":[{"entity":{"reference":"Patient/%s"}}]}""".formatted(member)));

        JsonNode manifest = exported(hospital, "/fhir/Group/" + group + "/$export?_type=Patient,Observation");

        assertThat(ids(hospital, manifest, "Observation")).contains(result).doesNotContain(foreign);
        assertThat(ids(hospital, manifest, "Patient")).contains(member).doesNotContain(other);
        assertThat(riverside
                        .get("/fhir/Group/" + group + "/$export", "Prefer", ASYNC)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void followsGroupsWithinAGroupOnceThoughTheyContainEachOther() throws Exception {
        String inner = patient("bulk-nested-1");
        String innermost = patient("bulk-nested-2");
        String former = patient("bulk-nested-3");
        String result = glucose(innermost, 1);
        group("bulk-a", "Group/bulk-b");
        group("bulk-b", "Patient/" + inner, "Group/bulk-c", "Group/bulk-not-there");
        group("bulk-c", "Patient/" + innermost, "Patient/" + inner, "Group/bulk-a");
        group("bulk-d", "Patient/" + former);
        Answer left = hospital.put(
                "/fhir/Group/bulk-c", hospital.get("/fhir/Group/bulk-c").body().replaceFirst("\"member\":\\[", """
                        "member":[{"entity":{"reference":"Group/bulk-d"},"inactive":true},"""));

        JsonNode manifest = exported(hospital, "/fhir/Group/bulk-a/$export?_type=Patient,Observation");

        assertThat(left.status()).as(left.body()).isEqualTo(200);
        assertThat(ids(hospital, manifest, "Patient")).containsExactlyInAnyOrder(inner, innermost);
        assertThat(ids(hospital, manifest, "Observation")).containsExactly(result);
    }

    @Test
    void headOfAnExportIsGetWithoutABody() {
        patient("bulk-head");
        String job = begin(hospital, "/fhir/$export?_type=Patient");
        ready(hospital, job);

        Answer status = hospital.send("HEAD", job, null);
        Answer file = hospital.send("HEAD", job + "/0", null, "Accept", "application/fhir+ndjson");
        Answer absent = hospital.send("HEAD", job + "/99", null);
        Answer foreign = riverside.send("HEAD", job + "/0", null);

        assertThat(status.status()).isEqualTo(200);
        assertThat(status.header("Content-Type")).startsWith("application/json");
        assertThat(status.header("Expires")).isNotEmpty();
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("application/fhir+ndjson");
        assertThat(file.body()).isEmpty();
        assertThat(absent.status()).isEqualTo(404);
        assertThat(foreign.status()).isEqualTo(404);
    }

    @Test
    void filtersByTypeFilter() throws Exception {
        String patient = patient("bulk-7");
        String first = glucose(patient, 1);
        String second = glucose(patient, 2);

        JsonNode manifest = exported(
                hospital,
                "/fhir/$export?_type=Observation&_typeFilter=Observation%3Fdate%3D2026-11-02%26patient%3D" + patient);

        assertThat(ids(hospital, manifest, "Observation"))
                .containsExactly(second)
                .doesNotContain(first);
    }

    @Test
    void filtersByWhatLiesInAnotherResource() throws Exception {
        String patient = patient("bulk-chain");
        String result = glucose(patient, 1);
        String other = glucose(patient("bulk-chain-other"), 1);
        String chain = "Observation%3Fpatient.identifier%3Dbulk-chain";
        String reverse = "Patient%3F_has%3AObservation%3Apatient%3A_id%3D" + result;

        JsonNode manifest =
                exported(hospital, "/fhir/$export?_type=Observation,Patient&_typeFilter=" + chain + "," + reverse);

        assertThat(ids(hospital, manifest, "Observation"))
                .containsExactly(result)
                .doesNotContain(other);
        assertThat(ids(hospital, manifest, "Patient")).containsExactly(patient);
    }

    @Test
    void packsFilesForWhoAcceptsIt() {
        // A plus as many clients send it.
        JsonNode manifest =
                exported(riverside, "/fhir/$export?_type=Organization&_outputFormat=application/fhir+ndjson");
        String file = path(manifest.at("/output/0/url").asText());

        Answer packed = riverside.get(file, "Accept-Encoding", "gzip");

        assertThat(packed.status()).isEqualTo(200);
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.body()).doesNotContain("resourceType");
        assertThat(riverside.get(file).body()).startsWith("{\"resourceType\":\"Organization\"");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(hospital.get("/fhir/$export").status()).isEqualTo(400);
        assertThat(hospital.get("/fhir/$export?_elements=id", "Prefer", ASYNC).status())
                .isEqualTo(400);
        assertThat(hospital.get("/fhir/$export?_type=Nothing", "Prefer", ASYNC).status())
                .isEqualTo(400);
        assertThat(hospital.get("/fhir/$export?_since=yesterday", "Prefer", ASYNC)
                        .status())
                .isEqualTo(400);
        assertThat(hospital.get("/fhir/$export?_typeFilter=Observation%3Fnothing%3D1", "Prefer", ASYNC)
                        .status())
                .isEqualTo(400);
        assertThat(hub.get("/fhir/$export", "Prefer", ASYNC).status()).isEqualTo(401);
    }

    @Test
    void everyDownloadIsAuditedWithThePatientsItTold() throws Exception {
        String patient = patient("bulk-8");
        glucose(patient, 1);
        JsonNode manifest =
                exported(hospital, "/fhir/$export?_type=Observation&_typeFilter=Observation%3Fpatient%3D" + patient);

        ids(hospital, manifest, "Observation");

        Answer events = auditor.get("/fhir/AuditEvent?patient=" + patient + "&subtype=operation");
        assertThat(events.body()).as(events.body()).contains("Observation/");
        assertThat(events.json().path("entry").isEmpty()).isFalse();
    }

    private void group(String id, String... members) {
        String named = Stream.of(members)
                .map("{\"entity\":{\"reference\":\"%s\"}}"::formatted)
                .collect(Collectors.joining(","));
        put(hospital, "Group/" + id, "\"type\":\"person\",\"actual\":true,\"member\":[" + named + "]");
    }

    private void share(String consent, String patient, String status) {
        Answer answer = hub.with(issuer.resident(patient))
                .put("/fhir/Consent/" + consent, CONSENT.formatted(consent, patient, status));
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    private static String begin(Calls caller, String kickOff) {
        Answer answer = caller.get(kickOff, "Prefer", ASYNC, "Accept", "application/fhir+json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return path(answer.header("Content-Location"));
    }

    private static JsonNode exported(Calls caller, String kickOff) {
        return ready(caller, begin(caller, kickOff)).json();
    }

    private static List<String> ids(Calls caller, JsonNode manifest, String type) throws Exception {
        List<String> ids = new ArrayList<>();
        for (JsonNode file : manifest.path("output")) {
            if (file.path("type").asText().equals(type)) {
                Answer answer = caller.get(path(file.path("url").asText()), "Accept", "application/fhir+ndjson");
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.header("Content-Type")).isEqualTo("application/fhir+ndjson");
                for (String line : answer.body().split("\n", -1)) {
                    if (!line.isEmpty()) {
                        ids.add(JSON.readTree(line).path("id").asText());
                    }
                }
            }
        }
        return ids;
    }
}
