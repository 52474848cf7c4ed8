package org.hulian.fhir.recognition.order;

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
import org.hulian.fhir.recognition.rules.LocalCodes;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.TokenValue;

/** What recognition asks: for all lines of a patient at once the newest results, none after the order. */
final class Questions {
    /** Documents about the reports of one patient that are looked at. */
    private static final int DOCUMENTS = 100;

    private final RecognitionRules rules;
    private final LocalCodes local;
    private final SearchParser parser;

    Questions(RecognitionRules rules, LocalCodes local, SearchParser parser) {
        this.rules = rules;
        this.local = local;
        this.parser = parser;
    }

    /**
     * The questions of an order.
     *
     * @param requests one for each patient and type
     * @param places   for each line of the order, in its order, where its answer stands; lines that ask the same share it
     */
    record Asking(List<NewestRequest> requests, List<Place> places) {}

    /** The answer of a line: the page of a line of a request. */
    record Place(int request, int line) {}

    /** A patient's results of one type. */
    private record Group(ResourceType type, String patient) {}

    /**
     * The newest results that may answer each line.
     *
     * @param count results for each line
     */
    Asking about(List<Asked> asked, int count) {
        Map<Group, Map<NewestRequest.Line, Integer>> groups = new LinkedHashMap<>();
        List<Group> groupOf = new ArrayList<>();
        List<Integer> lineOf = new ArrayList<>();
        for (Asked each : asked) {
            Group group = new Group(type(each.line()), each.patient());
            Map<NewestRequest.Line, Integer> lines = groups.computeIfAbsent(group, any -> new LinkedHashMap<>());
            NewestRequest.Line line = line(each.line());
            lines.putIfAbsent(line, lines.size());
            groupOf.add(group);
            lineOf.add(lines.getOrDefault(line, 0));
        }
        List<Group> order = List.copyOf(groups.keySet());
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            places.add(new Place(order.indexOf(groupOf.get(i)), lineOf.get(i)));
        }
        List<NewestRequest> requests = new ArrayList<>();
        groups.forEach((group, lines) -> requests.add(
                new NewestRequest(group.type(), patient(group.patient()), List.copyOf(lines.keySet()), count)));
        return new Asking(requests, places);
    }

    private ResourceType type(OrderLine line) {
        boolean examination = rules.item(line.code())
                .filter(item -> item.kind() == CatalogueItem.Kind.EXAMINATION)
                .isPresent();
        return ResourceTypes.r4().get(examination ? "DiagnosticReport" : "Observation");
    }

    private NewestRequest.Line line(OrderLine line) {
        Set<String> codes = rules.item(line.code()).map(CatalogueItem::codes).orElse(Set.of(line.code()));
        return new NewestRequest.Line(
                local.withLocal(codes).stream()
                        .map(CatalogueCode::of)
                        .map(code -> new TokenValue.Exact(code.system(), code.code()))
                        .toList(),
                line.at());
    }

    private static ResourceKey patient(String reference) {
        return new ResourceKey(
                ResourceTypes.r4().get("Patient"), new ResourceId(reference.substring("Patient/".length())));
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

    /** Documents about the reports of a patient. */
    SearchRequest documents(String patient, Set<String> reports) {
        return parse(
                "DocumentReference",
                Map.of(
                        "patient", List.of(patient),
                        "related", List.of(String.join(",", reports)),
                        "_count", List.of(Integer.toString(DOCUMENTS))));
    }

    private SearchRequest parse(String type, Map<String, List<String>> parameters) {
        return parser.parse(ResourceTypes.r4().get(type), parameters, false);
    }
}
