package org.hulian.fhir.recognition.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hulian.fhir.recognition.EarlierResult;
import org.hulian.terminology.compare.Finding;
import org.hulian.terminology.unit.Amount;
import org.jspecify.annotations.Nullable;

/** Reads Observations and DiagnosticReports as results that may stand in. */
public final class ResultReader {
    private final ZoneId zone;
    private final Set<String> known;

    /**
     * A reader.
     *
     * @param zone  for dates without a time zone
     * @param known codes of the catalogue: of several codings the first that is known counts
     */
    public ResultReader(ZoneId zone, Set<String> known) {
        this.zone = zone;
        this.known = known;
    }

    /**
     * What is known beside the resource itself.
     *
     * @param owner     code of the institution that sent it; null when only the resource tells
     * @param person    how certain it is that it belongs to the resident
     * @param permitted whether consent allows this use
     * @param others    specimens and studies by {@code Type/id}, empty where they are absent or not to be seen
     */
    public record Circumstances(
            @Nullable String owner,
            EarlierResult.Person person,
            boolean permitted,
            Function<String, Optional<JsonNode>> others) {}

    /** The result, nothing when it has no code or no time and so cannot be judged. */
    public Optional<Candidate> read(JsonNode resource, Circumstances around) {
        List<String> codes = FhirJson.codes(resource.path("code"));
        Instant effective = effective(resource);
        if (codes.isEmpty() || effective == null) {
            return Optional.empty();
        }
        String code = codes.stream().filter(known::contains).findFirst().orElse(codes.getFirst());
        String laboratory = around.owner() == null ? performer(resource) : around.owner();
        Finding finding = Quantities.finding(resource);
        Amount amount = finding == null ? null : finding.amount();
        Optional<JsonNode> specimen = specimen(resource, around);
        String method = FhirJson.first(
                resource.at("/method/text"),
                resource.at("/method/coding/0/display"),
                resource.at("/method/coding/0/code"));
        String shown = Quantities.shown(resource);
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
                Openable.of(resource, around.others()),
                String.join("|", laboratory, effective.toString(), code, shown));
        return Optional.of(new Candidate(result, finding, shown));
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
