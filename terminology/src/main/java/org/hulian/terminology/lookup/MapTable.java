package org.hulian.terminology.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.terminology.code.Coding;
import org.jspecify.annotations.Nullable;

/**
 * A concept map as {@code $translate} asks it: from source to targets and back. Any valid ConceptMap is taken; the
 * stricter maps of message feeds are {@link org.hulian.terminology.translate.ConceptMaps}.
 *
 * @param source canonical of the source value set, or null
 * @param target canonical of the target value set, or null
 * @see <a href="https://hl7.org/fhir/R4/conceptmap.html">ConceptMap</a>
 */
public record MapTable(
        Head head, @Nullable String source, @Nullable String target, List<Group> groups) {
    public MapTable {
        groups = List.copyOf(groups);
    }

    /** The rows between two systems. */
    public record Group(
            String source,
            String target,
            Map<String, List<Row>> bySource,
            Map<String, List<Row>> byTarget,
            @Nullable Unmapped unmapped) {}

    /** A source code and one target; the target's code is null when there is known to be none. */
    public record Row(
            Coding source,
            @Nullable Coding target,
            String equivalence,
            @Nullable String comment,
            List<Product> dependsOn,
            List<Product> product) {}

    /** A further condition or result of a row. */
    public record Product(String property, @Nullable String system, String value) {}

    /** What becomes of codes without a row: {@code provided}, {@code fixed} or {@code other-map}. */
    public record Unmapped(
            String mode, @Nullable Coding fixed, @Nullable String otherMap) {}

    /** Reads a ConceptMap resource. */
    public static MapTable read(JsonNode resource) {
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : Json.items(resource, "group")) {
            groups.add(group(group));
        }
        return new MapTable(Json.head(resource), canonical(resource, "source"), canonical(resource, "target"), groups);
    }

    private static @Nullable String canonical(JsonNode resource, String end) {
        for (String name : List.of(end + "Canonical", end + "Uri", end + "ScopeCanonical", end + "ScopeUri")) {
            String value = Json.text(resource, name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static Group group(JsonNode node) {
        String from = node.path("source").asText();
        String to = node.path("target").asText();
        Map<String, List<Row>> bySource = new HashMap<>();
        Map<String, List<Row>> byTarget = new HashMap<>();
        for (JsonNode element : Json.items(node, "element")) {
            Coding source = new Coding(from, element.path("code").asText(), Json.text(element, "display"));
            for (JsonNode target : Json.items(element, "target")) {
                Row row = row(source, to, target);
                bySource.computeIfAbsent(source.code(), code -> new ArrayList<>())
                        .add(row);
                Coding coding = row.target();
                if (coding != null) {
                    byTarget.computeIfAbsent(coding.code(), code -> new ArrayList<>())
                            .add(row);
                }
            }
        }
        return new Group(from, to, bySource, byTarget, unmapped(node.get("unmapped"), to));
    }

    private static Row row(Coding source, String system, JsonNode target) {
        String code = Json.text(target, "code");
        String equivalence = Json.text(target, "equivalence");
        return new Row(
                source,
                code == null ? null : new Coding(system, code, Json.text(target, "display")),
                equivalence == null ? ofRelationship(target.path("relationship").asText("equivalent")) : equivalence,
                Json.text(target, "comment"),
                products(target, "dependsOn"),
                products(target, "product"));
    }

    /** R5 calls it relationship and counts the other way round. */
    private static String ofRelationship(String relationship) {
        return switch (relationship) {
            case "related-to" -> "relatedto";
            case "source-is-narrower-than-target" -> "wider";
            case "source-is-broader-than-target" -> "narrower";
            case "not-related-to" -> "disjoint";
            default -> relationship;
        };
    }

    private static List<Product> products(JsonNode target, String name) {
        return Json.items(target, name).stream()
                .map(product -> new Product(
                        product.path("property").asText(),
                        Json.text(product, "system"),
                        product.path("value").asText()))
                .toList();
    }

    private static @Nullable Unmapped unmapped(@Nullable JsonNode node, String system) {
        if (node == null) {
            return null;
        }
        String code = Json.text(node, "code");
        return new Unmapped(
                node.path("mode").asText(),
                code == null ? null : new Coding(system, code, Json.text(node, "display")),
                Json.text(node, "url"));
    }
}
