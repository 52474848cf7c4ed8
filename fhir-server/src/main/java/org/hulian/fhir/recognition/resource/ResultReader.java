package org.hulian.fhir.recognition.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hulian.fhir.recognition.EarlierResult;
import org.hulian.terminology.compare.Finding;
import org.hulian.terminology.unit.Amount;
import org.jspecify.annotations.Nullable;

/** Reads Observations and DiagnosticReports as results that may stand in. */
public final class ResultReader {
    private final ZoneId zone;
    private final Set<String> known;
    private final UnaryOperator<List<String>> understood;

    /**
     * A reader.
     *
     * @param zone       for dates without a time zone
     * @param known      codes of the catalogue: of several codings the first that is known counts
     * @param understood adds to the codes of a concept what local codes mean
     */
    public ResultReader(ZoneId zone, Set<String> known, UnaryOperator<List<String>> understood) {
        this.zone = zone;
        this.known = known;
        this.understood = understood;
    }

    /**
     * What is known beside the resource itself.
     *
     * @param owner     code of the institution that sent it; null when only the resource tells
     * @param person    how certain it is that it belongs to the resident
     * @param permitted whether consent allows this use
     * @param others    specimens and studies by {@code Type/id}, empty where they are absent or not to be seen
     * @param documents documents about a result, by {@code Type/id} of the result
     */
    public record Circumstances(
            @Nullable String owner,
            EarlierResult.Person person,
            boolean permitted,
            Function<String, Optional<JsonNode>> others,
            Function<String, List<JsonNode>> documents) {}

    /**
     * The result and each of its components, as results of their own; nothing for what has no code or no time and so
     * cannot be judged.
     */
    public List<Candidate> read(JsonNode resource, Circumstances around) {
        Instant effective = effective(resource);
        if (effective == null) {
            return List.of();
        }
        List<Candidate> candidates = new ArrayList<>();
        candidate(resource, resource, effective, around).ifPresent(candidates::add);
        for (JsonNode component : resource.path("component")) {
            candidate(resource, component, effective, around).ifPresent(candidates::add);
        }
        return candidates;
    }

    /** @param valued where the code and the value stand: the resource or a component of it */
    private Optional<Candidate> candidate(JsonNode resource, JsonNode valued, Instant effective, Circumstances around) {
        List<String> codes = understood.apply(FhirJson.codes(valued.path("code")));
        if (codes.isEmpty()) {
            return Optional.empty();
        }
        String code = codes.stream().filter(known::contains).findFirst().orElse(codes.getFirst());
        String laboratory = around.owner() == null ? performer(resource) : around.owner();
        Finding finding = Quantities.finding(valued);
        Amount amount = finding == null ? null : finding.amount();
        Optional<JsonNode> specimen = specimen(resource, around);
        String method = FhirJson.first(
                resource.at("/method/text"),
                resource.at("/method/coding/0/display"),
                resource.at("/method/coding/0/code"));
        String shown = Quantities.shown(valued);
        List<String> opens = Openable.of(resource, around.others(), around.documents());
        EarlierResult result = new EarlierResult(
                FhirJson.reference(resource, "#"),
                code,
                resource.path("status").asText(),
                effective,
                laboratory,
                amount,
                specimen.map(found -> FhirJson.text(found.at("/type/coding/0/code")))
                        .orElse(null),
                method,
                specimen.map(found -> !found.path("status").asText().equals("unsatisfactory"))
                        .orElse(true),
                around.person(),
                around.permitted(),
                !opens.isEmpty(),
                String.join("|", laboratory, effective.toString(), code, shown));
        return Optional.of(new Candidate(result, finding, shown, opens));
    }

    private @Nullable Instant effective(JsonNode resource) {
        String text = FhirJson.first(
                resource.path("effectiveDateTime"),
                resource.path("effectiveInstant"),
                resource.at("/effectivePeriod/start"),
                resource.path("issued"));
        return text == null ? null : Times.earliest(text, zone);
    }

    /** The institution that says it performed the test; only for files, the store knows who sent a row. */
    private static String performer(JsonNode resource) {
        for (JsonNode performer : resource.path("performer")) {
            String reference = FhirJson.text(performer.path("reference"));
            if (reference != null && FhirJson.local(reference).startsWith("Organization/")) {
                return FhirJson.local(reference).substring("Organization/".length());
            }
        }
        String said = FhirJson.first(
                resource.at("/performer/0/identifier/value"),
                resource.at("/performer/0/display"),
                resource.at("/meta/source"));
        return said == null ? "unknown" : said;
    }

    private static Optional<JsonNode> specimen(JsonNode resource, Circumstances around) {
        JsonNode named = resource.path("specimen");
        String reference = FhirJson.text((named.isArray() ? named.path(0) : named).path("reference"));
        if (reference == null) {
            return Optional.empty();
        }
        for (JsonNode contained : resource.path("contained")) {
            if (reference.equals("#" + contained.path("id").asText())) {
                return Optional.of(contained);
            }
        }
        return around.others().apply(FhirJson.local(reference));
    }
}
