package org.hulian.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.hulian.bench.load.Call;

/** Reads and searches, a line for each. */
final class Queries {
    private static final String LOINC = "http://loinc.org";
    private static final String CENTRE = "physician-riverside";
    private static final String HOSPITAL = "physician-first";
    private static final int ALTERNATIVES = 100;
    private static final int COHORT = 1_000;

    static final List<Scenario> READS = List.of(
            Query.of("read", CENTRE, "Patient", patient -> "/Patient/" + id(patient)),
            Query.of("vread", CENTRE, "Patient", Queries::version),
            Query.of(
                    "search",
                    CENTRE,
                    "Observation",
                    one -> ifCoded(
                            one,
                            "/Observation?patient=" + patientOf(one) + "&code=" + code(one)
                                    + "&_sort=-date&_count=20")),
            Query.of(
                    "everything", CENTRE, "Patient", patient -> "/Patient/" + id(patient) + "/$everything?_count=200"));

    /** Of search; {@code families} runs them all. */
    static final List<Scenario> FAMILIES = List.of(
            Query.of("token", HOSPITAL, "Patient", patient -> "/Patient?identifier=" + identifier(patient)),
            Query.of(
                    "date",
                    HOSPITAL,
                    "Encounter",
                    one -> "/Encounter?date=" + day(one, "/period/start") + "&_count=20"),
            Query.of(
                    "quantity",
                    HOSPITAL,
                    "Observation",
                    one -> ifMeasured(one, "/Observation?value-quantity=gt" + value(one) + "&_count=20")),
            Query.of(
                    "composite",
                    HOSPITAL,
                    "Observation",
                    one -> ifMeasured(
                            one, "/Observation?code-value-quantity=" + code(one) + "$gt" + value(one) + "&_count=20")),
            Query.of(
                    "chained",
                    HOSPITAL,
                    "Patient",
                    patient -> "/Observation?patient.identifier=" + identifier(patient) + "&_sort=-date&_count=20"),
            Query.of(
                    "include",
                    HOSPITAL,
                    "DiagnosticReport",
                    one -> "/DiagnosticReport?patient=" + patientOf(one)
                            + "&_include=DiagnosticReport:result&_include=DiagnosticReport:patient&_count=20"),
            Query.of(
                    "revinclude",
                    HOSPITAL,
                    "Patient",
                    patient -> "/Patient?_id=" + id(patient) + "&_revinclude=Observation:patient"),
            Query.of(
                    "has",
                    HOSPITAL,
                    "Patient",
                    patient -> "/Patient?birthdate=" + patient.path("birthDate").asText()
                            + "&_has:Observation:patient:code=" + encoded(LOINC + "|14749-6") + "&_count=20"),
            Query.ofMany(
                    "or-ids",
                    HOSPITAL,
                    "Patient",
                    (drawn, random) ->
                            Call.get("/Patient?_count=100&_id=" + some(drawn, random, ALTERNATIVES, Queries::id))),
            Query.ofMany(
                    "or-codes",
                    HOSPITAL,
                    "Observation",
                    (drawn, random) -> Call.get(
                            "/Observation?_count=20&patient=" + patientOf(drawn.get(random.nextInt(drawn.size())))
                                    + "&code=" + some(drawn, random, ALTERNATIVES, Queries::anyCode))),
            Query.of(
                    "dense-code",
                    HOSPITAL,
                    "Observation",
                    one -> ifCoded(one, "/Observation?code=" + code(one) + "&_sort=-date&_count=20")),
            Query.of(
                    "dense-category",
                    HOSPITAL,
                    "Observation",
                    one -> "/Observation?category=laboratory&date=le" + day(one, "/effectiveDateTime")
                            + "&_sort=-date&_count=20"),
            Query.of(
                    "count",
                    HOSPITAL,
                    "Observation",
                    one -> ifCoded(one, "/Observation?code=" + code(one) + "&_summary=count")),
            Query.ofMany(
                    "cohort",
                    HOSPITAL,
                    "Patient",
                    (drawn, random) -> Call.form(
                            "/Observation/_search",
                            "_count=20&code="
                                    + encoded(LOINC + "|14749-6") + "&date=ge2026-0" + (1 + random.nextInt(9))
                                    + "&patient="
                                    + some(drawn, random, COHORT, Queries::id))));

    private Queries() {}

    private static String id(JsonNode resource) {
        return resource.path("id").asText();
    }

    private static String version(JsonNode patient) {
        String version = patient.at("/meta/versionId").asText();
        return version.isEmpty() ? "" : "/Patient/" + id(patient) + "/_history/" + version;
    }

    private static String patientOf(JsonNode resource) {
        return resource.at("/subject/reference").asText().replaceFirst("^.*Patient/", "");
    }

    private static String day(JsonNode resource, String at) {
        String time = resource.at(at).asText();
        return time.substring(0, Math.min(10, time.length()));
    }

    private static String identifier(JsonNode patient) {
        JsonNode first = patient.at("/identifier/0");
        return encoded(first.path("system").asText() + "|" + first.path("value").asText());
    }

    private static String code(JsonNode observation) {
        return coding(observation, LOINC).map(Queries::token).orElse("");
    }

    private static String anyCode(JsonNode observation) {
        JsonNode codings = observation.at("/code/coding");
        return codings.isEmpty() ? "" : token(codings.get(codings.size() - 1));
    }

    private static String token(JsonNode coding) {
        return encoded(
                coding.path("system").asText() + "|" + coding.path("code").asText());
    }

    private static Optional<JsonNode> coding(JsonNode observation, String system) {
        return StreamSupport.stream(observation.at("/code/coding").spliterator(), false)
                .filter(coding -> coding.path("system").asText().equals(system))
                .findFirst();
    }

    private static String value(JsonNode observation) {
        JsonNode quantity = observation.path("valueQuantity");
        return encoded(quantity.path("value").asText() + "|"
                + quantity.path("system").asText() + "|" + quantity.path("code").asText());
    }

    private static String ifCoded(JsonNode observation, String path) {
        return patientOf(observation).isEmpty() || code(observation).isEmpty() ? "" : path;
    }

    private static String ifMeasured(JsonNode observation, String path) {
        return observation.path("valueQuantity").has("code") ? ifCoded(observation, path) : "";
    }

    private static String some(List<JsonNode> drawn, Random random, int most, Function<JsonNode, String> value) {
        List<JsonNode> mixed = new ArrayList<>(drawn);
        Collections.shuffle(mixed, random);
        return mixed.stream()
                .map(value)
                .filter(each -> !each.isEmpty())
                .distinct()
                .limit(most)
                .collect(joining(","));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
