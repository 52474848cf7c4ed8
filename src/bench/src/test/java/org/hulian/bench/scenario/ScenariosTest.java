package org.hulian.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;
import org.hulian.bench.load.Target;
import org.hulian.bench.measure.CpuMeter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    private static final String OBSERVATION = """
            {"entry":[{"resource":{"resourceType":"Observation","id":"o1","birthDate":"1960-01-02",
            "identifier":[{"system":"urn:s","value":"1"}],"subject":{"reference":"Patient/p1"},
            "effectiveDateTime":"2026-01-02T08:00:00Z","period":{"start":"2026-01-02"},
            "valueQuantity":{"value":5.1,"system":"http://unitsofmeasure.org","code":"mmol/L"},
            "code":{"coding":[{"system":"http://local","code":"GLU-K"},
            {"system":"http://loinc.org","code":"14749-6"}]}}}]}
            """;

    private HttpServer server;
    private volatile String patients = "{}";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = patients.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsAreOfPatientsFoundOnTheServer() {
        patients = "{\"entry\":[{\"resource\":{\"id\":\"a\"}},{\"resource\":{\"id\":\"b\"}}]}";

        Calls calls = scenario("read").prepare(discovery(), new Random(1));

        assertThat(Stream.generate(calls::next).limit(50).map(Call::path)).containsOnly("/Patient/a", "/Patient/b");
    }

    @Test
    void searchAsksForPatientAndLoincCodeThatExistTogether() {
        patients = OBSERVATION;

        Call call = scenario("search").prepare(discovery(), new Random(1)).next();

        assertThat(call.path())
                .isEqualTo("/Observation?patient=p1&code=http%3A%2F%2Floinc.org%7C14749-6&_sort=-date&_count=20");
    }

    @Test
    void theSameSeedAsksTheSameQuestions() {
        patients = OBSERVATION;

        for (Scenario family : Scenarios.ALL.stream()
                .filter(each -> Scenarios.asks("families", each))
                .toList()) {
            Calls one = family.prepare(discovery(), new Random(7));
            Calls other = family.prepare(discovery(), new Random(7));

            assertThat(Stream.generate(one::next).limit(5).map(Call::path))
                    .isEqualTo(Stream.generate(other::next)
                            .limit(5)
                            .map(Call::path)
                            .toList());
        }
    }

    @Test
    void aCohortIsAskedInTheBodyOfASearch() {
        patients = "{\"entry\":[{\"resource\":{\"id\":\"a\"}},{\"resource\":{\"id\":\"b\"}}]}";

        Call call = scenario("cohort").prepare(discovery(), new Random(1)).next();

        assertThat(call.path()).isEqualTo("/Observation/_search");
        assertThat(call.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
        assertThat(Objects.requireNonNull(call.body()).toString()).containsPattern("patient=(a,b|b,a)$");
    }

    @Test
    void updatesNameTheVersionTheyChange() {
        patients = "{\"entry\":[{\"resource\":{\"id\":\"a\"}}]}";

        Calls calls = new UpdateScenario().prepare(discovery(), new Random(1));

        Call first = calls.next();
        assertThat(first.headers()).containsEntry("If-Match", "W/\"1\"");
        assertThat(calls.next().path()).isNotEqualTo(first.path());
    }

    @Test
    void aTransactionHasExactlySoManyEntries() throws IOException {
        Calls calls = BundleScenario.of(100).prepare(discovery(), new Random(1));

        for (Call call : List.of(calls.next(), calls.next())) {
            var bundle = new ObjectMapper()
                    .readTree(Objects.requireNonNull(call.body()).getBytes());
            assertThat(bundle.get("entry")).hasSize(100);
            assertThat(call.units()).isEqualTo(100);
        }
    }

    @Test
    void createSendsADifferentObservationOfAKnownPatient() throws IOException {
        patients = "{\"entry\":[{\"resource\":{\"id\":\"a\"}}]}";

        Call call = new CreateScenario().prepare(discovery(), new Random(1)).next();

        var body =
                new ObjectMapper().readTree(Objects.requireNonNull(call.body()).getBytes());
        assertThat(call.path()).isEqualTo("/Observation");
        assertThat(body.at("/subject/reference").asText()).isEqualTo("Patient/a");
        assertThat(body.at("/valueQuantity/value").isNumber()).isTrue();
    }

    @Test
    void bundlesAreOfNewResidentsAndCountTheirResources() throws IOException {
        Calls calls = BundleScenario.ofResidents().prepare(discovery(), new Random(1));
        Call first = calls.next();

        var bundle =
                new ObjectMapper().readTree(Objects.requireNonNull(first.body()).getBytes());
        assertThat(bundle.get("entry")).hasSize(first.units());
        assertThat(calls.next().body()).isNotEqualTo(first.body());
    }

    @Test
    void anEmptyServerIsToldApart() {
        assertThatThrownBy(() -> scenario("read").prepare(discovery(), new Random(1)))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("load the demo region");
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
    }

    @Test
    void recognizeOrdersTwentyTestsOfARecordThatIsLoadedOnce() {
        patients = "{\"total\":50000}";

        Call operation = LargeRecordScenario.recognize()
                .prepare(discovery(), new Random(1))
                .next();
        Call hook =
                LargeRecordScenario.hook().prepare(discovery(), new Random(1)).next();

        assertThat(operation.path()).isEqualTo("/ServiceRequest/$recognize");
        assertThat(Objects.requireNonNull(operation.body()).toString().split("authoredOn", -1))
                .hasSize(21);
        assertThat(hook.beside()).isTrue();
        assertThat(Objects.requireNonNull(hook.body()).toString()).contains("\"hook\":\"order-sign\"");
    }

    private static Scenario scenario(String name) {
        return Scenarios.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Discovery discovery() {
        CpuMeter none = new CpuMeter(Optional.empty(), Optional.empty());
        return new Discovery(new Target("test", URI.create(base()), Optional::empty, none), who -> Optional.empty());
    }
}
