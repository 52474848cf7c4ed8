package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** Nothing waits without end, and what waited leaves nothing behind. */
@QuarkusTest
@TestProfile(LimitsTest.Narrow.class)
class LimitsOfWaitingTest extends HubTest {
    /** More than the hub has connections. */
    private static final int MANY = 12;

    private static final String STUCK = """
            select count(*) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()
               and (wait_event_type = 'Lock' or state like 'idle in transaction%')""";

    @Test
    void aStatementThatTakesTooLongIsGivenUp() throws SQLException {
        String patient = patient("limit-statement");
        String path = "/fhir/Observation?patient=" + patient;
        List<Answer> answers;
        try (HubDatabase clinical = HubDatabase.of("clinical")) {
            clinical.hold("hub.resource_index");
            answers = together(() -> hospital.get(path));
            clinical.release();

            assertThat(Eventually.met(() -> clinical.number(STUCK), stuck -> stuck == 0))
                    .isZero();
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.issue()).isEqualTo("timeout");
            assertThat(answer.body()).contains("4 s", "Narrow");
        });
        assertThat(together(() -> hospital.get(path)))
                .extracting(Answer::status)
                .containsOnly(200);
    }

    @Test
    void aQueryThatTakesTooLongIsGivenUp() throws SQLException {
        String patient = patient("limit-seconds");
        String query = "{ ObservationList(patient: \"" + patient + "\") { id } }";
        List<Answer> answers;
        try (HubDatabase clinical = HubDatabase.of("clinical")) {
            clinical.hold("hub.resource_index");
            answers = together(() -> graph(query));
            clinical.release();

            assertThat(Eventually.met(() -> clinical.number(STUCK), stuck -> stuck == 0))
                    .isZero();
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("too-costly", "seconds of $graphql", "at most 2");
        });
        assertThat(together(() -> graph(query))).extracting(Answer::status).containsOnly(200);
    }

    @Test
    void validationsPastTheQueueAreToldToComeAgain() {
        String small = "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}";

        List<Answer> answers = together(() -> hospital.post("/fhir/Basic/$validate", small));

        assertThat(answers).extracting(Answer::status).contains(200, 503).containsOnly(200, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .allSatisfy(answer -> assertThat(answer.issue()).isEqualTo("transient"));
        assertThat(hospital.post("/fhir/Basic/$validate", small).status()).isEqualTo(200);
    }

    private Answer graph(String query) {
        return hospital.post("/fhir/$graphql", query, "Content-Type", "application/graphql");
    }

    private static List<Answer> together(Supplier<Answer> request) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, MANY)
                    .mapToObj(i -> CompletableFuture.supplyAsync(request, threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }
}
