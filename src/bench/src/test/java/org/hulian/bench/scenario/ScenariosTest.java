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
    private HttpServer server;
    private volatile String patients = "{}";
    private volatile String second = "{}";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String query = exchange.getRequestURI().toString();
            byte[] answer = (query.contains("page=2") ? second : patients).getBytes(UTF_8);
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
    void readFollowsPagesToFindIds() {
        patients = """
                {"link":[{"relation":"next","url":"%s?page=2"}],"entry":[{"resource":{"id":"a"}}]}
                """.formatted(base());
        second = "{\"entry\":[{\"resource\":{\"id\":\"b\"}}]}";

        Calls calls = new ReadScenario().prepare(discovery(), new Random(1));

        assertThat(Stream.generate(calls::next).limit(50).map(Call::path)).containsOnly("/Patient/a", "/Patient/b");
    }

    @Test
    void searchAsksForPatientAndLoincCodeThatExistTogether() {
        patients = """
                {"entry":[{"resource":{"resourceType":"Observation","subject":{"reference":"Patient/p1"},
                "code":{"coding":[{"system":"http://local","code":"GLU-K"},
                {"system":"http://loinc.org","code":"14749-6"}]}}}]}
                """;

        Call call = new SearchScenario().prepare(discovery(), new Random(1)).next();

        assertThat(call.path())
                .isEqualTo("/Observation?patient=p1&code=http%3A%2F%2Floinc.org%7C14749-6&_sort=-date&_count=20");
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
        Calls calls = new BundleScenario().prepare(discovery(), new Random(1));
        Call first = calls.next();

        var bundle =
                new ObjectMapper().readTree(Objects.requireNonNull(first.body()).getBytes());
        assertThat(bundle.get("entry")).hasSize(first.units());
        assertThat(calls.next().body()).isNotEqualTo(first.body());
    }

    @Test
    void anEmptyServerIsToldApart() {
        assertThatThrownBy(() -> new ReadScenario().prepare(discovery(), new Random(1)))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("load the demo region");
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
    }

    @Test
    void recognizeOrdersTwentyTestsOfARecordThatIsLoadedOnce() {
        patients = "{\"total\":50000}";

        Call operation =
                new RecognizeScenario(false).prepare(discovery(), new Random(1)).next();
        Call hook =
                new RecognizeScenario(true).prepare(discovery(), new Random(1)).next();

        assertThat(operation.path()).isEqualTo("/ServiceRequest/$recognize");
        assertThat(Objects.requireNonNull(operation.body()).toString().split("authoredOn", -1))
                .hasSize(21);
        assertThat(hook.beside()).isTrue();
        assertThat(Objects.requireNonNull(hook.body()).toString()).contains("\"hook\":\"order-sign\"");
    }

    private Discovery discovery() {
        CpuMeter none = new CpuMeter(Optional.empty(), Optional.empty());
        return new Discovery(new Target("test", URI.create(base()), Optional::empty, none), who -> Optional.empty());
    }
}
