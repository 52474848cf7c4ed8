package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** What exports and imports may cost; each test asks as another institution, since jobs are counted by caller. */
@QuarkusTest
@TestProfile(LimitsTest.Narrow.class)
class LimitsOfJobsTest extends HubTest {
    private static final String OBSERVATION =
            "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"}}";

    @Test
    void rowsOfAFileAndFilesOfAnExport() {
        String few = patient("limit-rows");
        String many = patient("limit-files");
        IntStream.rangeClosed(1, 4).forEach(day -> glucose(few, day));
        IntStream.rangeClosed(1, 14).forEach(i -> glucose(many, 1 + i % 9));

        Answer whole = exported(hospital, few);
        Answer past = exported(hospital, many);

        assertThat(whole.status()).as(whole.body()).isEqualTo(200);
        assertThat(whole.json().path("output")).hasSizeBetween(2, 3);
        assertThat(past.status()).as(past.body()).isEqualTo(400);
        assertThat(past.issue()).isEqualTo("too-costly");
        assertThat(past.body()).contains("files of an export", "at most 3");
    }

    @Test
    void anExportThatIsSiftedIsCutIntoPartsThatMayBe() {
        Stream.of("needle", "hay", "needle", "hay", "hay")
                .map("{\"resourceType\":\"Basic\",\"code\":{\"text\":\"%s\"}}"::formatted)
                .forEach(basic -> hospital.post("/fhir/Basic", basic));

        Answer status = status(hospital, "/fhir/$export?_type=Basic&_typeFilter=Basic%3F_content%3Dneedle");

        assertThat(status.status()).as(status.body()).isEqualTo(200);
        assertThat(status.json().path("output").findValuesAsText("count")).containsExactly("1", "1");
    }

    @Test
    void exportsOfOneCallerUntilTheirHoursAreOver() throws SQLException {
        Calls riverside = hub.with(issuer.system("riverside"));
        String first = begun(riverside.get("/fhir/$export?_type=Basic", "Prefer", "respond-async"));
        String second = begun(riverside.get("/fhir/$export?_type=Basic", "Prefer", "respond-async"));
        Answer third = riverside.get("/fhir/$export?_type=Basic", "Prefer", "respond-async");

        try (HubDatabase registry = HubDatabase.of("registry")) {
            registry.run("update hub.bulk_export set expires = now() where id = '%s'"
                    .formatted(first.substring(first.lastIndexOf('/') + 1)));
        }

        assertThat(third.status()).as(third.body()).isEqualTo(429);
        assertThat(third.header("Retry-After")).isEqualTo("60");
        assertThat(third.body()).contains("throttled", "exports of one caller", "deleted", "there are 2");
        assertThat(riverside.get(first).status()).isEqualTo(404);
        assertThat(riverside.get(second).status()).isIn(200, 202);
        begun(riverside.get("/fhir/$export?_type=Basic", "Prefer", "respond-async"));
    }

    @Test
    void importsOfOneCallerAtATime() throws SQLException {
        Calls laboratory = hub.with(issuer.system("county-lab"));
        List<Answer> answers;
        try (HubDatabase clinical = HubDatabase.of("clinical")) {
            clinical.hold("hub.resource_index");
            answers = IntStream.range(0, 3)
                    .mapToObj(i -> imported(laboratory, OBSERVATION))
                    .toList();
            clinical.release();
        }

        assertThat(answers).extracting(Answer::status).containsExactly(202, 202, 429);
        assertThat(answers.getLast().body()).contains("throttled", "imports of one caller", "there are 2");
        assertThat(done(laboratory, begun(answers.getFirst()))
                        .at("/output/0/count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void refusedLinesOfAFileAreCountedAllAndKeptInPart() throws SQLException {
        Calls imaging = hub.with(issuer.system("city-imaging"));
        String lines = String.join("\n", Collections.nCopies(45, "not json")) + "\n" + OBSERVATION;

        String job = begun(imported(imaging, lines));
        JsonNode done = done(imaging, job);
        Answer errors = imaging.get(job + "/errors");

        assertThat(done.at("/error/0/count").asInt()).isEqualTo(45);
        assertThat(done.at("/output/0/written").asInt()).isEqualTo(1);
        assertThat(errors.body().strip().split("\n", -1)).hasSize(4);
        assertThat(errors.body()).contains("Line 3:", "Line 4 and further", "3 of a file are kept", "第 4 行起");
        try (HubDatabase clinical = HubDatabase.of("clinical")) {
            clinical.run("update hub.bulk_import set expires = now() where id = '%s'"
                    .formatted(job.substring(job.lastIndexOf('/') + 1)));
        }
        assertThat(imaging.get(job).status()).isEqualTo(404);
        assertThat(imaging.get(job + "/errors").status()).isEqualTo(404);
    }

    private static Answer exported(Calls caller, String patient) {
        return status(caller, "/fhir/$export?_type=Observation&_typeFilter=Observation%3Fpatient%3D" + patient);
    }

    private static Answer status(Calls caller, String kickOff) {
        String job = begun(caller.get(kickOff, "Prefer", "respond-async"));
        Answer status = Eventually.met(() -> caller.get(job), answer -> answer.status() != 202);
        assertThat(caller.delete(job).status()).isEqualTo(202);
        return status;
    }

    private static Answer imported(Calls caller, String lines) {
        return caller.post(
                "/fhir/$import", lines, "Prefer", "respond-async", "Content-Type", "application/fhir+ndjson");
    }

    private static JsonNode done(Calls caller, String job) {
        Answer status = Eventually.met(Duration.ofSeconds(60), () -> caller.get(job), answer -> answer.status() != 202);
        assertThat(status.status()).as(status.body()).isEqualTo(200);
        return status.json();
    }

    private static String begun(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.header("Content-Location").replaceFirst(".*(?=/fhir/)", "");
    }
}
