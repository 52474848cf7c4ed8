package org.hulian.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specification as a table: every row is a request to a whole hub and what R4 says of its answer. */
@QuarkusTest
class ConformanceTest extends HubTest {
    private static final Pattern HOLE = Pattern.compile("\\$\\{([A-Za-z0-9.]+)}");

    static List<ConformanceRow> rows() {
        return ConformanceTable.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answersAsTheSpecificationSays(ConformanceRow row) {
        Map<String, String> known = new HashMap<>();
        known.put("unique", UUID.randomUUID().toString().substring(0, 12));
        row.given().forEach((alias, request) -> {
            Answer answer = send(request, known);
            assertThat(answer.status()).as("given %s: %s", alias, answer.body()).isBetween(200, 299);
            remember(alias, answer, known);
        });

        Answer answer = send(row.request(), known);

        String told =
                "%s %s\n%s".formatted(row.section(), answer.response().headers().map(), answer.body());
        assertThat(answer.status()).as(told).isEqualTo(row.expect().status());
        row.expect()
                .headers()
                .forEach((name, pattern) ->
                        assertThat(answer.header(name)).as(name + " " + told).matches(filled(pattern, known)));
        row.expect()
                .text()
                .forEach(pattern -> assertThat(answer.body()).as(told).containsPattern(filled(pattern, known)));
        row.expect()
                .without()
                .forEach(pattern -> assertThat(answer.body()).as(told).doesNotContainPattern(filled(pattern, known)));
        row.expect().facts().forEach((pointer, fact) -> check(answer, pointer, filled(fact, known), told));
    }

    private static void check(Answer answer, String pointer, String fact, String told) {
        JsonNode value = pointer.equals("/") ? answer.json() : answer.json().at(pointer);
        if (fact.equals("absent")) {
            assertThat(value.isMissingNode()).as(pointer + " " + told).isTrue();
        } else if (fact.startsWith("size ")) {
            assertThat(value.size()).as(pointer + " " + told).isEqualTo(Integer.parseInt(fact.substring(5)));
        } else {
            assertThat(value.isValueNode() ? value.asText() : value.toString())
                    .as(pointer + " " + told)
                    .isEqualTo(fact);
        }
    }

    private static void remember(String alias, Answer answer, Map<String, String> known) {
        if (!answer.body().startsWith("{")) {
            return;
        }
        known.put(alias + ".id", answer.json().path("id").asText());
        known.put(alias + ".modified", answer.header("Last-Modified"));
        known.put(alias + ".updated", answer.json().at("/meta/lastUpdated").asText());
        known.put(alias + ".next", answer.link("next"));
        known.put(alias + ".previous", answer.link("previous"));
        List<String> ids = new ArrayList<>();
        answer.json().path("entry").forEach(entry -> {
            String location = entry.at("/response/location").asText();
            ids.add(location.replaceFirst("/_history/.*", "").replaceFirst(".*/", ""));
        });
        for (int i = 0; i < ids.size(); i++) {
            known.put(alias + "." + i, ids.get(i));
        }
    }

    private Answer send(ConformanceRow.Request request, Map<String, String> known) {
        String body = request.body();
        List<String> headers = new ArrayList<>();
        request.headers().forEach((name, value) -> {
            headers.add(name);
            headers.add(filled(value, known));
        });
        return caller(request.as())
                .send(
                        request.method(),
                        filled(request.path(), known),
                        body == null ? null : filled(body, known).getBytes(StandardCharsets.UTF_8),
                        headers.toArray(String[]::new));
    }

    private Calls caller(String name) {
        return switch (name) {
            case "hospital" -> hospital;
            case "other-hospital" -> hub.with(issuer.system("city-first"));
            case "physician" -> physician;
            case "auditor" -> auditor;
            case "operator" -> hub.with(issuer.person("operator1", "operator"));
            case "steward" -> hub.with(issuer.person("steward1", "steward"));
            case "nobody" -> hub;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String filled(String text, Map<String, String> known) {
        return HOLE.matcher(text).replaceAll(hole -> {
            String value = known.get(hole.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing is known as " + hole.group(1) + " of " + known.keySet());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
