package org.hulian.terminology.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.terminology.lookup.ValueSet.Filter;
import org.hulian.terminology.lookup.ValueSet.Include;
import org.hulian.terminology.lookup.ValueSet.Reference;
import org.jspecify.annotations.Nullable;

/** Reads ValueSet resources, <a href="https://hl7.org/fhir/R4/valueset.html">ValueSet</a>. */
public final class ValueSetReader {
    private static final String SUPPLEMENT = "http://hl7.org/fhir/StructureDefinition/valueset-supplement";
    private static final String PARAMETER = "http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter";
    private static final List<String> SHELL = List.of(
            "resourceType",
            "id",
            "url",
            "version",
            "name",
            "title",
            "status",
            "experimental",
            "date",
            "publisher",
            "language");

    private ValueSetReader() {}

    public static ValueSet read(JsonNode resource) {
        JsonNode compose = resource.path("compose");
        Map<String, ValueSet> contained = new HashMap<>();
        for (JsonNode inner : Json.items(resource, "contained")) {
            if (inner.path("resourceType").asText().equals("ValueSet")) {
                contained.put(inner.path("id").asText(), read(inner));
            }
        }
        String inactive = Json.text(compose, "inactive");
        return new ValueSet(
                Json.head(resource),
                shell(resource),
                includes(compose, "include"),
                includes(compose, "exclude"),
                inactive == null ? null : Boolean.valueOf(inactive),
                compose.isObject() ? List.of() : expansion(resource.path("expansion")),
                Json.extensions(resource).stream()
                        .filter(extension -> extension.url().equals(SUPPLEMENT))
                        .map(extension -> String.valueOf(extension.value()))
                        .toList(),
                parameters(compose),
                contained);
    }

    /** The value set of all codes of a system. */
    public static ValueSet all(String url, String system) {
        return of(url, Include.all(system, null));
    }

    /** A value set that nobody wrote, of one include. */
    public static ValueSet of(String url, Include include) {
        ObjectNode shell = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "ValueSet")
                .put("url", url)
                .put("status", "active");
        Head head = new Head(url, null, "", "", "active", false, null, null);
        return new ValueSet(head, shell, List.of(include), List.of(), null, List.of(), List.of(), Map.of(), Map.of());
    }

    private static ObjectNode shell(JsonNode resource) {
        ObjectNode shell = JsonNodeFactory.instance.objectNode();
        for (String name : SHELL) {
            JsonNode value = resource.get(name);
            if (value != null && value.isValueNode()) {
                shell.set(name, name.equals("experimental") ? shell.booleanNode(value.asBoolean()) : value);
            }
        }
        return shell;
    }

    private static List<Include> includes(JsonNode compose, String name) {
        List<Include> includes = new ArrayList<>();
        for (JsonNode node : Json.items(compose, name)) {
            includes.add(new Include(
                    Json.text(node, "system"),
                    Json.text(node, "version"),
                    Json.items(node, "concept").stream()
                            .map(ValueSetReader::reference)
                            .toList(),
                    Json.items(node, "filter").stream()
                            .map(filter -> new Filter(
                                    filter.path("property").asText(),
                                    filter.path("op").asText(),
                                    Json.text(filter, "value")))
                            .toList(),
                    Json.items(node, "valueSet").stream().map(JsonNode::asText).toList()));
        }
        return includes;
    }

    private static Reference reference(JsonNode node) {
        return new Reference(
                node.path("code").asText(), Json.text(node, "display"), Json.designations(node), Json.extensions(node));
    }

    /** The codes of an expansion as includes, one for each run of a system. */
    private static List<Include> expansion(JsonNode expansion) {
        Map<String, List<Reference>> bySystem = new LinkedHashMap<>();
        collect(expansion, bySystem);
        return bySystem.entrySet().stream()
                .map(entry -> new Include(entry.getKey(), null, entry.getValue(), List.of(), List.of()))
                .toList();
    }

    private static void collect(JsonNode node, Map<String, List<Reference>> bySystem) {
        for (JsonNode contained : Json.items(node, "contains")) {
            @Nullable String system = Json.text(contained, "system");
            if (system != null && contained.has("code")) {
                bySystem.computeIfAbsent(system, url -> new ArrayList<>()).add(reference(contained));
            }
            collect(contained, bySystem);
        }
    }

    private static Map<String, String> parameters(JsonNode compose) {
        Map<String, String> parameters = new HashMap<>();
        for (Extension extension : Json.extensions(compose)) {
            if (extension.url().equals(PARAMETER)) {
                List<Extension> parts = Json.extensions(extension.json());
                String name = Extension.text(parts, "name");
                String value = Extension.text(parts, "value");
                if (name != null && value != null) {
                    parameters.put(name, value);
                }
            }
        }
        return parameters;
    }
}
