package org.hulian.fhir.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hulian.fhir.recognition.RecognitionHub;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures counted as orders change, against a recount of the resources themselves. */
@QuarkusTest
class FiguresTest extends RecognitionHub {
    private static final String LIPIDS = "24331-1";
    private static final List<String> REASONS =
            List.of("condition-changed", "changes-fast", "before-major-measure", "emergency", "appraisal");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {20260301, 20260401, 20260501})
    void countsWhatARecountFinds(long seed) {
        Random random = new Random(seed);
        String month =
                Long.toString(seed).substring(0, 4) + "-" + Long.toString(seed).substring(4, 6);
        List<String> orders = new ArrayList<>();
        for (int resident = 0; resident < 3; resident++) {
            String patient = resident("F-" + seed + "-" + resident);
            for (String loinc : List.of(GLUCOSE, "14647-2", "14646-4")) {
                if (random.nextInt(4) > 0) {
                    result(patient, loinc, month + "-02T08:00:00+08:00", "1." + (10 + random.nextInt(80)));
                }
            }
            for (int i = 0; i < 5; i++) {
                orders.add(randomOrder(patient, month, random));
            }
        }
        for (String order : orders) {
            randomChange(order, random);
        }
        String query = "periodStart=%s-01&periodEnd=%s-28".formatted(month, month);

        Map<String, Long> expected = Eventually.equal(() -> recount(orders), () -> counted(query));

        assertThat(expected.get("ordered")).isPositive();
        JsonNode group = report(query).at("/group/0");
        for (JsonNode stratifier : group.path("stratifier")) {
            long sum = 0;
            for (JsonNode stratum : stratifier.path("stratum")) {
                sum += population(stratum, "ordered");
            }
            assertThat(sum).as(stratifier.at("/code/0/text").asText()).isEqualTo(expected.get("ordered"));
        }
    }

    @Test
    void countsHistoryByWhatWasThereWhenTheOrderWasMadeThoughItArrivesLater() {
        String patient = resident("F-history");
        orderAt(patient, GLUCOSE, "2026-08-02T12:00:00+08:00", "completed");
        result(patient, GLUCOSE, "2026-08-02T08:00:00+08:00", "5.2");
        result(patient, GLUCOSE, "2026-08-02T13:00:00+08:00", "5.3");
        String august = "periodStart=2026-08-01&periodEnd=2026-08-31";

        assertThat(report(august).at("/extension/0/valueInteger").asLong()).isPositive();
        Eventually.equal(() -> 1L, () -> population(report(august).at("/group/0"), "unexplained"));

        assertThat(population(report(august).at("/group/0"), "offered")).isEqualTo(1);
    }

    @Test
    void countsTestsThatAreDoneAgainSoonAfterARecognition() {
        String patient = resident("F-again");
        String result = result(patient, GLUCOSE, "2026-06-02T08:00:00+08:00", "5.2");
        String recognised = orderAt(patient, GLUCOSE, "2026-06-02T12:00:00+08:00", "active");
        assertThat(decide(recognised, recognise(result)).status()).isEqualTo(200);
        orderAt(patient, GLUCOSE, "2026-06-05T12:00:00+08:00", "active");
        String june = "periodStart=2026-06-01&periodEnd=2026-06-30";

        Eventually.equal(
                () -> List.of(1L, 0L, 1L),
                () -> List.of(
                        population(report(june).at("/group/0"), "repeated-after-recognition"),
                        population(report(june + "&repeat-days=2").at("/group/0"), "repeated-after-recognition"),
                        population(report(june).at("/group/0"), "recognised")));
        JsonNode report = report(june + "&item=" + item(recognised));

        assertThat(report.at("/group/2/measureScore/value").decimalValue()).isEqualByComparingTo("5");
        assertThat(report.at("/group/2/measureScore/code").asText()).isEqualTo("CNY");
        assertThat(report.at("/group/0/measureScore/value").isNumber()).isTrue();
    }

    @Test
    void countsTestsDoneAgainUnderAnotherRecordOfTheSameResident() {
        String elsewhere = patientOf(first, "F-person-1");
        String here = patientOf(riverside, "F-person-2");
        shareWithRiverside(elsewhere);
        String result = result(elsewhere, GLUCOSE, "2026-09-02T08:00:00+08:00", "5.2");
        String recognised = orderAt(here, GLUCOSE, "2026-09-02T12:00:00+08:00", "active");
        assertThat(decide(recognised, recognise(result)).status()).isEqualTo(200);
        id(first.post("/fhir/ServiceRequest", orderBody(elsewhere, GLUCOSE, "2026-09-04T12:00:00+08:00")));

        Eventually.equal(
                () -> 1L,
                () -> population(
                        report("periodStart=2026-09-01&periodEnd=2026-09-30").at("/group/0"),
                        "repeated-after-recognition"));
    }

    private String patientOf(Calls sender, String number) {
        return id(sender.post("/fhir/Patient", """
                {"resourceType":"Patient","identifier":[{"system":"http://hulian.org/fhir/identifier/mrn/x","value":"%s"},\
                {"system":"http://hulian.org/fhir/identifier/national-id","value":"110101199003070337"}],\
                "name":[{"family":"测试","given":["丁"]}],"gender":"male","birthDate":"1990-03-07"}""".formatted(number)));
    }

    @Test
    void tellsFiguresToThoseWhoMaySeeThemAndNothingAboutPatients() {
        String patient = resident("F-access");
        result(patient, GLUCOSE, "2026-07-02T08:00:00+08:00", "5.2");
        orderAt(patient, GLUCOSE, "2026-07-02T12:00:00+08:00", "active");
        String july = "/fhir/Measure/$evaluate-measure?periodStart=2026-07-01&periodEnd=2026-07-31";
        Eventually.equal(
                () -> 1L,
                () -> population(report(july.substring(july.indexOf('?') + 1)).at("/group/0"), "unexplained"));
        Calls operator = hub.with(issuer.person("operator1", "operator"));
        Calls second = hub.with(issuer.member("physician-second", "physician", "city-second"));

        assertThat(auditor.get(july).body()).contains("MeasureReport").doesNotContain("Patient/", patient);
        assertThat(operator.get(july).status()).isEqualTo(200);
        assertThat(population(
                        steward.get(july + "&subject=Organization/riverside")
                                .json()
                                .at("/group/0"),
                        "ordered"))
                .isEqualTo(1);
        assertThat(population(
                        steward.get(july + "&subject=Organization/city-first")
                                .json()
                                .at("/group/0"),
                        "ordered"))
                .isZero();
        assertThat(population(
                        steward.get(july + "&practitioner=Practitioner/riverside-doctor")
                                .json()
                                .at("/group/0"),
                        "ordered"))
                .isEqualTo(1);
        assertThat(population(physician.get(july).json().at("/group/0"), "ordered"))
                .isEqualTo(1);
        assertThat(population(second.get(july).json().at("/group/0"), "ordered"))
                .isZero();
        assertThat(second.get(july + "&subject=Organization/riverside").status())
                .isEqualTo(403);
        assertThat(hub.with(issuer.resident(patient)).get(july).status()).isEqualTo(403);
        assertThat(hub.get(july).status()).isEqualTo(401);
    }

    @Test
    void refusesWhatItCannotReport() {
        String base = "/fhir/Measure/recognition/$evaluate-measure";

        assertThat(steward.get(base).body()).contains("periodStart", "periodEnd");
        assertThat(steward.get(base + "?periodStart=2026-02-01&periodEnd=2026-01-01")
                        .status())
                .isEqualTo(400);
        assertThat(steward.get(base + "?periodStart=2026-01-01&periodEnd=2026-02-01&subject=Patient/1")
                        .body())
                .contains("never about a patient");
        assertThat(steward.get(base + "?periodStart=2026-01-01&periodEnd=2026-02-01&reportType=subject-list")
                        .status())
                .isEqualTo(400);
        assertThat(steward.get("/fhir/Measure/other/$evaluate-measure?periodStart=2026-01-01&periodEnd=2026-02-01")
                        .status())
                .isEqualTo(404);
        Answer posted = steward.post(base, """
                {"resourceType":"Parameters","parameter":[{"name":"periodStart","valueDate":"2025-01-01"},\
                {"name":"periodEnd","valueDate":"2025-02-01"},{"name":"subject","valueReference":{"reference":"Organization/riverside"}}]}""");
        assertThat(posted.status()).as(posted.body()).isEqualTo(200);
        assertThat(steward.get("/fhir/Measure/recognition").json().path("url").asText())
                .isEqualTo("http://hulian.org/fhir/Measure/recognition");
    }

    private String randomOrder(String patient, String month, Random random) {
        String at = "%s-%02dT1%d:00:00+08:00".formatted(month, 2 + random.nextInt(4), random.nextInt(10));
        String status =
                List.of("active", "active", "active", "completed", "draft").get(random.nextInt(5));
        return orderAt(patient, random.nextInt(3) == 0 ? LIPIDS : GLUCOSE, at, status);
    }

    private void randomChange(String order, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> {
                List<String> results = new ArrayList<>();
                for (JsonNode line : lines(order)) {
                    for (JsonNode verdict : parts(line.path("part"), "verdict")) {
                        if (part(verdict.path("part"), "verdict")
                                .path("valueCode")
                                .asText()
                                .equals("RECOGNISE")) {
                            results.add(part(verdict.path("part"), "result")
                                    .at("/valueReference/reference")
                                    .asText()
                                    .substring("Observation/".length()));
                            break;
                        }
                    }
                }
                if (!results.isEmpty()) {
                    decide(order, recognise(results.toArray(String[]::new)));
                }
            }
            case 1 -> decide(order, repeat(REASONS.get(random.nextInt(REASONS.size())), ""));
            case 2 -> restate(order, "revoked");
            case 3 -> restate(order, random.nextBoolean() ? "entered-in-error" : "completed");
            default -> {
                // Left as it is.
            }
        }
    }

    private void restate(String order, String status) {
        String body = riverside.get("/fhir/ServiceRequest/" + order).body();
        Answer changed = riverside.put(
                "/fhir/ServiceRequest/" + order,
                body.replaceFirst("\"status\":\"[a-z-]+\"", "\"status\":\"" + status + "\""));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    /** From orders and Tasks alone, in the words of the report. */
    private Map<String, Long> recount(List<String> orders) {
        Map<String, Long> counts = new TreeMap<>();
        for (String name :
                counted("periodStart=2020-01-01&periodEnd=2020-01-02").keySet()) {
            counts.put(name, 0L);
        }
        for (String order : orders) {
            String status = riverside
                    .get("/fhir/ServiceRequest/" + order)
                    .json()
                    .path("status")
                    .asText();
            Map<String, JsonNode> tasks = new HashMap<>();
            for (JsonNode entry : riverside
                    .get("/fhir/Task?focus=ServiceRequest/" + order)
                    .json()
                    .path("entry")) {
                JsonNode task = entry.path("resource");
                tasks.put(task.at("/input/0/valueCodeableConcept/coding/1/code").asText(), task);
            }
            for (JsonNode line : lines(order)) {
                recount(
                        status,
                        tasks.get(part(line.path("part"), "item")
                                .at("/valueCoding/code")
                                .asText()),
                        counts);
            }
        }
        return counts;
    }

    private static void recount(String order, @Nullable JsonNode task, Map<String, Long> counts) {
        String decision = task == null ? "" : task.path("status").asText();
        if (order.equals("entered-in-error")) {
            return;
        }
        if (decision.equals("completed")) {
            List.of("ordered", "offered", "recognised").forEach(name -> counts.merge(name, 1L, Long::sum));
            return;
        }
        if (order.equals("revoked") || (order.equals("draft") && task == null)) {
            return;
        }
        counts.merge("ordered", 1L, Long::sum);
        if (task == null) {
            counts.merge("performed", 1L, Long::sum);
            return;
        }
        counts.merge("offered", 1L, Long::sum);
        if (decision.equals("rejected")) {
            counts.merge("performed", 1L, Long::sum);
            counts.merge("repeated-" + task.at("/statusReason/coding/0/code").asText(), 1L, Long::sum);
        } else if (order.equals("draft")) {
            counts.merge("open", 1L, Long::sum);
        } else {
            counts.merge("performed", 1L, Long::sum);
            counts.merge("unexplained", 1L, Long::sum);
        }
    }

    private Map<String, Long> counted(String query) {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode population : report(query).at("/group/1/population")) {
            counts.put(
                    population.at("/code/coding/0/code").asText(),
                    population.path("count").asLong());
        }
        return counts;
    }

    private JsonNode report(String query) {
        Answer answer = steward.get("/fhir/Measure/recognition/$evaluate-measure?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static long population(JsonNode of, String code) {
        for (JsonNode population : of.path("population")) {
            if (population.at("/code/coding/0/code").asText().equals(code)) {
                return population.path("count").asLong();
            }
        }
        throw new AssertionError(code + " is not in " + of);
    }

    private String item(String order) {
        return riverside
                .get("/fhir/Task?focus=ServiceRequest/" + order)
                .json()
                .at("/entry/0/resource/input/0/valueCodeableConcept/coding/0/code")
                .asText();
    }

    private List<JsonNode> lines(String order) {
        return parts(
                riverside
                        .get("/fhir/ServiceRequest/" + order + "/$recognize")
                        .json()
                        .path("parameter"),
                "line");
    }

    private Answer decide(String order, String parameters) {
        return physician.post("/fhir/ServiceRequest/" + order + "/$recognize-decision", parameters);
    }

    private String orderAt(String patient, String loinc, String at, String status) {
        return id(riverside.post(
                "/fhir/ServiceRequest", orderBody(patient, loinc, at).replace("\"active\"", "\"" + status + "\"")));
    }
}
