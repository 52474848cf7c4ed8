package org.hulian.fhir.recognition.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What holds the images or data behind a report and can be opened: a study with an endpoint, media or a document with
 * pictures in it. A conclusion alone, also as a printed page, is never recognised.
 */
final class Openable {
    /** Pictures, films, DICOM and waveforms; a PDF is a page to read. */
    private static final Pattern DATA = Pattern.compile(
            "(image|video)/.+|application/dicom.*|multipart/related.*dicom.*", Pattern.CASE_INSENSITIVE);

    private Openable() {}

    static List<String> of(
            JsonNode report, Function<String, Optional<JsonNode>> others, Function<String, List<JsonNode>> documents) {
        Set<String> opens = new LinkedHashSet<>();
        for (String reference : References.ofStudies(report)) {
            others.apply(reference).filter(Openable::opens).ifPresent(found -> opens.add(reference));
        }
        String name = FhirJson.reference(report, "#");
        for (JsonNode document : documents.apply(name)) {
            if (document.path("status").asText().equals("current") && shows(document)) {
                opens.add(FhirJson.reference(document, "#"));
            }
        }
        for (JsonNode form : report.path("presentedForm")) {
            if (isData(form)) {
                opens.add(name);
            }
        }
        return List.copyOf(opens);
    }

    private static boolean opens(JsonNode study) {
        if (!study.path("resourceType").asText().equals("ImagingStudy")) {
            return isData(study.path("content"));
        }
        boolean endpoint = !study.path("endpoint").isEmpty();
        for (JsonNode series : study.path("series")) {
            endpoint |= !series.path("endpoint").isEmpty();
        }
        return endpoint && study.path("status").asText().equals("available");
    }

    private static boolean shows(JsonNode document) {
        for (JsonNode content : document.path("content")) {
            if (isData(content.path("attachment"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isData(JsonNode attachment) {
        return DATA.matcher(attachment.path("contentType").asText()).matches()
                && (attachment.has("url") || attachment.has("data"));
    }
}
