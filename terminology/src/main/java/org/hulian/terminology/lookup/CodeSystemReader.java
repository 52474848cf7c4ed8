package org.hulian.terminology.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.lookup.Traits.PropertyDefinition;
import org.jspecify.annotations.Nullable;

/** Reads CodeSystem resources, <a href="https://hl7.org/fhir/R4/codesystem.html">CodeSystem</a>. */
public final class CodeSystemReader {
    private static final String PROPERTIES = "http://hl7.org/fhir/concept-properties#";
    private static final Set<String> PARENT = Set.of("parent", "subsumedBy");

    private final Traits traits;
    private final Set<String> inactive = new HashSet<>(Set.of("inactive"));
    private final Set<String> status = new HashSet<>(Set.of("status"));
    private final Set<String> unselectable = new HashSet<>(Set.of("notSelectable", "abstract"));
    private final List<Concept> concepts = new ArrayList<>();
    private final List<int[]> pairs = new ArrayList<>();

    private CodeSystemReader(Traits traits) {
        this.traits = traits;
        for (PropertyDefinition property : traits.properties()) {
            String uri = property.uri();
            if (uri == null || !uri.startsWith(PROPERTIES)) {
                continue;
            }
            switch (uri.substring(PROPERTIES.length())) {
                case "inactive" -> inactive.add(property.code());
                case "status" -> status.add(property.code());
                case "notSelectable" -> unselectable.add(property.code());
                default -> {
                    // No influence on what may be recorded.
                }
            }
        }
    }

    /** The system a resource defines; what it leaves out is taken as FHIR's default. */
    public static ListedCodeSystem read(JsonNode resource) {
        CodeSystemReader reader = new CodeSystemReader(traits(resource));
        reader.level(resource, -1);
        reader.linkByProperty();
        return new ListedCodeSystem(Json.head(resource), reader.traits, reader.concepts, reader.pairs);
    }

    private static Traits traits(JsonNode resource) {
        List<PropertyDefinition> properties = new ArrayList<>();
        for (JsonNode property : Json.items(resource, "property")) {
            properties.add(new PropertyDefinition(
                    property.path("code").asText(),
                    Json.text(property, "uri"),
                    Json.text(property, "description"),
                    property.path("type").asText("string")));
        }
        // HL7's own systems leave caseSensitive out and are case sensitive.
        boolean caseSensitive = !"false".equals(Json.text(resource, "caseSensitive"));
        return new Traits(
                caseSensitive,
                resource.path("content").asText("complete"),
                Json.text(resource, "supplements"),
                Json.text(resource, "valueSet"),
                properties);
    }

    private void level(JsonNode node, int parent) {
        for (JsonNode child : Json.items(node, "concept")) {
            int number = concepts.size();
            concepts.add(concept(child, number));
            if (parent >= 0) {
                pairs.add(new int[] {number, parent});
            }
            level(child, number);
        }
    }

    private Concept concept(JsonNode node, int number) {
        List<Property> properties = new ArrayList<>();
        for (JsonNode property : Json.items(node, "property")) {
            Property read = property(property);
            if (read != null) {
                properties.add(read);
            }
        }
        List<Extension> extensions = Json.extensions(node);
        String standards = Extension.text(extensions, Extension.STANDARDS_STATUS);
        String state = value(properties, status);
        return new Concept(
                number,
                node.path("code").asText(),
                Json.text(node, "display"),
                Json.text(node, "definition"),
                Json.designations(node),
                properties,
                extensions,
                state == null ? standards : state,
                "true".equals(value(properties, inactive)) || "retired".equals(state) || "inactive".equals(state),
                "true".equals(value(properties, unselectable)));
    }

    private static @Nullable Property property(JsonNode node) {
        String code = node.path("code").asText();
        for (Property.Kind kind : Property.Kind.values()) {
            JsonNode value = node.get(kind.element());
            if (value != null) {
                Coding coding = kind == Property.Kind.CODING ? Json.coding(value) : null;
                return new Property(code, kind, coding == null ? value.asText() : coding.code(), coding);
            }
        }
        return null;
    }

    private static @Nullable String value(List<Property> properties, Set<String> names) {
        for (Property property : properties) {
            if (names.contains(property.code())) {
                return property.value();
            }
        }
        return null;
    }

    /** Parents and children may also be given as properties. */
    private void linkByProperty() {
        Map<String, Integer> numbers = new HashMap<>();
        concepts.forEach(concept -> numbers.putIfAbsent(concept.code(), concept.number()));
        for (Concept concept : concepts) {
            for (Property property : concept.properties()) {
                Integer other = property.kind() == Property.Kind.CODE ? numbers.get(property.value()) : null;
                if (other != null && PARENT.contains(property.code())) {
                    pairs.add(new int[] {concept.number(), other});
                } else if (other != null && property.code().equals("child")) {
                    pairs.add(new int[] {other, concept.number()});
                }
            }
        }
    }
}
