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
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Eventually;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures counted as orders change, against a recount of the resources themselves. */
@QuarkusTest
class FiguresRecountTest extends FiguresHub {
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

    private List<JsonNode> lines(String order) {
        return parts(
                riverside
                        .get("/fhir/ServiceRequest/" + order + "/$recognize")
                        .json()
                        .path("parameter"),
                "line");
    }
}
