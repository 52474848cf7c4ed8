package org.hulian.fhir.recognition.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hulian.fhir.recognition.CatalogueItem;
import org.hulian.fhir.recognition.OrderLine;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.resource.CatalogueCode;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;

/**
 * The searches recognition asks. One for each patient and code, newest first, none after the order: each is one range
 * scan of resource_by_person_code (person, type, code, effective desc).
 */
final class Questions {
    private final RecognitionRules rules;
    private final SearchParser parser;

    Questions(RecognitionRules rules, SearchParser parser) {
        this.rules = rules;
        this.parser = parser;
    }

    /**
     * The newest results that may answer a line, by what is asked, so that two lines do not ask twice.
     *
     * @param count results of each code
     */
    Map<String, SearchRequest> about(Asked asked, int count) {
        OrderLine line = asked.line();
        String patient = asked.patient();
        CatalogueItem item = rules.item(line.code()).orElse(null);
        Set<String> codes = item == null ? Set.of(line.code()) : item.codes();
        boolean examination = item != null && item.kind() == CatalogueItem.Kind.EXAMINATION;
        String type = examination ? "DiagnosticReport" : "Observation";
        Map<String, SearchRequest> searches = new LinkedHashMap<>();
        for (String code : codes) {
            searches.put(
                    type + " " + patient + " " + code + " " + line.at(),
                    newest(type, patient, token(code), line.at(), count));
        }
        return searches;
    }

    /** Specimens and studies by their references, a search for each type. */
    List<SearchRequest> beside(Set<String> references) {
        Map<String, List<String>> ids = references.stream()
                .filter(reference -> reference.matches("(Specimen|ImagingStudy|Media)/[A-Za-z0-9.-]{1,64}"))
                .collect(Collectors.groupingBy(
                        reference -> reference.substring(0, reference.indexOf('/')),
                        Collectors.mapping(
                                reference -> reference.substring(reference.indexOf('/') + 1), Collectors.toList())));
        List<SearchRequest> asked = new ArrayList<>();
        ids.forEach((type, named) -> asked.add(parse(
                type,
                Map.of("_id", List.of(String.join(",", named)), "_count", List.of(Integer.toString(named.size()))))));
        return asked;
    }

    private SearchRequest newest(String type, String patient, String token, Instant at, int count) {
        return parse(
                type,
                Map.of(
                        "patient", List.of(patient),
                        "code", List.of(token),
                        "date", List.of("le" + at),
                        "_sort", List.of("-date"),
                        "_count", List.of(Integer.toString(count))));
    }

    private SearchRequest parse(String type, Map<String, List<String>> parameters) {
        return parser.parse(ResourceTypes.r4().find(type).orElseThrow(), parameters, false);
    }

    private static String token(String code) {
        CatalogueCode coding = CatalogueCode.of(code);
        return escaped(coding.system()) + "|" + escaped(coding.code());
    }

    /** What search would take for syntax, <a href="https://hl7.org/fhir/R4/search.html#escaping">escaping</a>. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\,$|])", "\\\\$1");
    }
}
