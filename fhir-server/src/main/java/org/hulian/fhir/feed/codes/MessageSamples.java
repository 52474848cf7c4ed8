package org.hulian.fhir.feed.codes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;

/** Maps the newest messages with a code once more and looks at what stands beside it; nothing is kept. */
final class MessageSamples implements SampleReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOINC = "http://loinc.org";

    private final WorkRows work;
    private final MessageRecords records;
    private final Institutions institutions;
    private final Supplier<MappingBook> book;
    private final Executor workers;
    private final int count;

    MessageSamples(
            WorkRows work,
            MessageRecords records,
            Institutions institutions,
            Supplier<MappingBook> book,
            Executor workers,
            int count) {
        this.work = work;
        this.records = records;
        this.institutions = institutions;
        this.book = book;
        this.workers = workers;
        this.count = count;
    }

    @Override
    public Uni<CodeSamples> of(LocalCode code) {
        return work.samples(code, count).emitOn(workers).map(messages -> seen(code, messages));
    }

    private CodeSamples seen(LocalCode code, List<SealedMessage> messages) {
        Institution sender = institutions.byNumber(code.sender()).orElse(null);
        if (sender == null) {
            return CodeSamples.NONE;
        }
        List<BigDecimal> values = new ArrayList<>();
        Set<String> mates = new LinkedHashSet<>();
        String specimen = "";
        String section = "";
        for (SealedMessage message : messages) {
            UsedCodes codes = book.get().of(code.sender(), sender.code(), message.received());
            byte[] bundle = records.of(message, sender, codes);
            if (bundle == null) {
                continue;
            }
            for (JsonNode entry : tree(bundle).path("entry")) {
                JsonNode resource = entry.path("resource");
                switch (resource.path("resourceType").asText()) {
                    case "Observation" -> {
                        if (!has(resource, code)) {
                            mates.addAll(loinc(resource));
                        } else if (resource.at("/valueQuantity/value").isNumber()) {
                            values.add(resource.at("/valueQuantity/value").decimalValue());
                        }
                    }
                    case "Specimen" -> specimen = or(specimen, words(resource.path("type")));
                    case "DiagnosticReport" ->
                        section = or(section, words(resource.path("category").path(0)));
                    default -> {}
                }
            }
        }
        return new CodeSamples(specimen, section, List.copyOf(values), Set.copyOf(mates));
    }

    private static JsonNode tree(byte[] bundle) {
        try {
            return JSON.readTree(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException("the mapper writes JSON", e);
        }
    }

    private static boolean has(JsonNode resource, LocalCode code) {
        for (JsonNode coding : resource.at("/code/coding")) {
            if (coding.path("code").asText().equals(code.code())
                    && coding.path("system").asText().equals(code.system())) {
                return true;
            }
        }
        return false;
    }

    private static List<String> loinc(JsonNode resource) {
        List<String> codes = new ArrayList<>();
        for (JsonNode coding : resource.at("/code/coding")) {
            if (coding.path("system").asText().equals(LOINC)) {
                codes.add(coding.path("code").asText());
            }
        }
        return codes;
    }

    /** The sender's words: its text, or the first display there is. */
    private static String words(JsonNode concept) {
        String text = concept.path("text").asText("");
        return text.isEmpty() ? concept.at("/coding/0/display").asText("") : text;
    }

    private static String or(String known, String otherwise) {
        return known.isEmpty() ? otherwise : known;
    }
}
