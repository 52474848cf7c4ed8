package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.lookup.Json;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.lookup.MapTable;
import org.hulian.terminology.lookup.MapTable.Group;
import org.hulian.terminology.lookup.MapTable.Row;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://hl7.org/fhir/R4/conceptmap-operation-translate.html">ConceptMap/$translate</a>, forward and reverse.
 * R5's names of the parameters are understood, too.
 */
final class Mapping {
    private static final int CHAIN = 4;

    private final Library library;

    Mapping(Library library) {
        this.library = library;
    }

    /** What is asked: which codes, between which systems. */
    private record Question(List<Coding> codes, @Nullable String target, boolean reverse, Set<String> conditions) {}

    ObjectNode answer(Request request) {
        Question question = question(request);
        List<MapTable> maps = maps(request);
        List<Out> matches = new ArrayList<>();
        boolean right = false;
        Set<String> seen = new LinkedHashSet<>();
        for (MapTable map : maps) {
            for (Coding code : question.codes()) {
                for (Found found : find(map, code, question, CHAIN)) {
                    if (seen.add(found.key())) {
                        matches.add(match(found, question.reverse()));
                        right |= found.isMatch();
                    }
                }
            }
        }
        Out out = new Out();
        matches.forEach(match -> out.parts("match", match));
        if (matches.isEmpty()) {
            out.string("message", "No mapping is known. 没有已知的映射。");
        }
        return out.flag("result", right).resource();
    }

    /** A row that fits, or the map's rule for codes without one. */
    private record Found(
            MapTable map,
            Coding source,
            @Nullable Coding target,
            String equivalence,
            @Nullable Row row) {
        boolean isMatch() {
            return target != null && !equivalence.equals("unmatched") && !equivalence.equals("disjoint");
        }

        String key() {
            return source + " " + target + " " + equivalence;
        }
    }

    private List<Found> find(MapTable map, Coding code, Question question, int chain) {
        List<Found> found = new ArrayList<>();
        for (Group group : map.groups()) {
            String from = question.reverse() ? group.target() : group.source();
            String to = question.reverse() ? group.source() : group.target();
            boolean fits = (code.system().isEmpty() || from.equals(code.system()))
                    && (question.target() == null || to.equals(question.target()));
            if (!fits) {
                continue;
            }
            List<Row> rows =
                    (question.reverse() ? group.byTarget() : group.bySource()).getOrDefault(code.code(), List.of());
            for (Row row : rows) {
                if (holds(row, question)) {
                    found.add(new Found(map, row.source(), row.target(), row.equivalence(), row));
                }
            }
            if (rows.isEmpty() && !question.reverse()) {
                found.addAll(unmapped(map, group, code, question, chain));
            }
        }
        return found;
    }

    /** A row with conditions holds when each of them was sent. */
    private static boolean holds(Row row, Question question) {
        return row.dependsOn().stream()
                .allMatch(product -> question.conditions().contains(product.property() + "=" + product.value()));
    }

    private List<Found> unmapped(MapTable map, Group group, Coding code, Question question, int chain) {
        MapTable.Unmapped rule = group.unmapped();
        if (rule == null) {
            return List.of();
        }
        return switch (rule.mode()) {
            case "provided" -> List.of(new Found(map, code, Coding.of(group.target(), code.code()), "equal", null));
            case "fixed" -> List.of(new Found(map, code, rule.fixed(), "inexact", null));
            case "other-map" ->
                chain == 0
                        ? List.of()
                        : library.maps().stream()
                                .filter(other -> other.head().url().equals(rule.otherMap()))
                                .flatMap(other -> find(other, code, question, chain - 1).stream())
                                .toList();
            default -> List.of();
        };
    }

    private static Out match(Found found, boolean reverse) {
        Out match = new Out();
        Coding concept = reverse ? found.source() : found.target();
        match.coding("concept", concept);
        match.code("equivalence", found.equivalence());
        Row row = found.row();
        if (row != null) {
            row.product()
                    .forEach(product -> match.parts(
                            "product",
                            new Out()
                                    .uri("element", product.property())
                                    .coding(
                                            "concept",
                                            Coding.of(
                                                    product.system() == null ? "" : product.system(),
                                                    product.value()))));
            match.string("comment", row.comment());
        }
        return match.uri("source", found.map().head().canonical());
    }

    private List<MapTable> maps(Request request) {
        JsonNode inline = request.object("conceptMap");
        if (inline != null) {
            return List.of(MapTable.read(inline));
        }
        String url = request.text("url");
        String source = request.text("source");
        String target = request.text("target");
        List<MapTable> maps = library.maps().stream()
                .filter(map -> url == null || fits(map, url, request.text("conceptMapVersion")))
                .filter(map -> url != null || source == null || source.equals(map.source()) || map.source() == null)
                .filter(map -> url != null || target == null || target.equals(map.target()) || map.target() == null)
                .toList();
        if (url != null && maps.isEmpty()) {
            throw new TerminologyException(404, Says.noMap(url));
        }
        return maps;
    }

    private static boolean fits(MapTable map, String url, @Nullable String version) {
        return map.head().canonical().equals(url)
                || (map.head().url().equals(url)
                        && (version == null || version.equals(map.head().version())));
    }

    private static Question question(Request request) {
        String targetCode = request.text("targetCode");
        boolean reverse = request.flag("reverse", false)
                || targetCode != null
                || request.object("targetCoding") != null
                || request.object("targetCodeableConcept") != null;
        List<Coding> codes = codes(request, reverse);
        if (codes.isEmpty()) {
            throw TerminologyException.invalid(
                    "Send code and system, coding or codeableConcept to translate.",
                    "请提供要映射的 code 与 system、coding 或 codeableConcept。");
        }
        String wanted = reverse && !request.flag("reverse", false)
                ? first(request, "sourceSystem", "system")
                : first(request, "targetsystem", "targetSystem");
        Set<String> conditions = new LinkedHashSet<>();
        for (JsonNode dependency : request.objects("dependency")) {
            Request parts = Request.of(dependency);
            String element = first(parts, "element", "attribute");
            JsonNode concept = parts.object("concept");
            String value = concept == null ? parts.text("value") : code(concept);
            conditions.add(element + "=" + value);
        }
        return new Question(codes, wanted, reverse, conditions);
    }

    private static @Nullable String code(JsonNode concept) {
        List<JsonNode> codings = Json.items(concept, "coding");
        return Json.text(codings.isEmpty() ? concept : codings.getFirst(), "code");
    }

    private static List<Coding> codes(Request request, boolean reverse) {
        List<Coding> codes = new ArrayList<>();
        for (String name : List.of("codeableConcept", "sourceCodeableConcept", "targetCodeableConcept")) {
            JsonNode concept = request.object(name);
            if (concept != null) {
                Json.items(concept, "coding").forEach(coding -> codes.add(Json.coding(coding)));
            }
        }
        for (String name : List.of("coding", "sourceCoding", "targetCoding")) {
            JsonNode coding = request.object(name);
            if (coding != null) {
                codes.add(Json.coding(coding));
            }
        }
        String code = first(request, "code", reverse ? "targetCode" : "sourceCode");
        if (code != null) {
            String system = reverse && !request.has("code")
                    ? request.text("targetSystem")
                    : first(request, "system", "sourceSystem");
            codes.add(Coding.of(system == null ? "" : system, code));
        }
        return codes;
    }

    private static @Nullable String first(Request request, String name, String other) {
        String text = request.text(name);
        return text == null ? request.text(other) : text;
    }
}
