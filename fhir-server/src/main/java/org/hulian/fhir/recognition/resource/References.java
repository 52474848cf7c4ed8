package org.hulian.fhir.recognition.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a result points at and recognition has to look at: specimens, studies, media. */
public final class References {
    private References() {}

    /** {@code Type/id} of all of them. */
    public static List<String> of(JsonNode result) {
        List<String> references = new ArrayList<>(ofStudies(result));
        JsonNode specimen = result.path("specimen");
        add(specimen.path("reference"), references);
        specimen.forEach(one -> add(one.path("reference"), references));
        return references;
    }

    static List<String> ofStudies(JsonNode report) {
        List<String> references = new ArrayList<>();
        report.path("imagingStudy").forEach(study -> add(study.path("reference"), references));
        report.path("media").forEach(media -> add(media.at("/link/reference"), references));
        return references;
    }

    /** {@code Type/id} of what a document is about. */
    public static List<String> ofDocument(JsonNode document) {
        List<String> references = new ArrayList<>();
        document.at("/context/related").forEach(related -> add(related.path("reference"), references));
        return references;
    }

    private static void add(JsonNode reference, List<String> references) {
        String text = FhirJson.text(reference);
        if (text != null && !text.startsWith("#") && text.contains("/")) {
            references.add(FhirJson.local(text));
        }
    }
}
