package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Extension;
import org.hulian.terminology.lookup.Property;
import org.hulian.terminology.lookup.Traits.PropertyDefinition;
import org.hulian.terminology.lookup.ValueSet.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Writes ValueSet.expansion.contains. Properties, which R4 has no element for, go out as the extensions FHIR defines
 * for R5's elements, <a href="https://hl7.org/fhir/R5/versions.html#extensions">version extensions</a>.
 */
final class Contained {
    private static final String R5 = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.";
    private static final String PROPERTIES = "http://hl7.org/fhir/concept-properties#";
    private static final String STRUCTURE = "http://hl7.org/fhir/StructureDefinition/";

    /** Extensions that R5 shows as properties of a concept, by URL. */
    private static final Map<String, String> AS_PROPERTY = Map.of(
            STRUCTURE + "codesystem-label", "label",
            STRUCTURE + "valueset-label", "label",
            STRUCTURE + "codesystem-conceptOrder", "order",
            STRUCTURE + "valueset-conceptOrder", "order",
            STRUCTURE + "itemWeight", "weight");

    private static final Map<String, String> URIS = Map.of(
            "label", PROPERTIES + "label",
            "order", PROPERTIES + "order",
            "weight", PROPERTIES + "itemWeight",
            "status", PROPERTIES + "status",
            "definition", PROPERTIES + "definition");

    /** Extensions of a concept that are repeated as they are. */
    private static final Set<String> REPEATED = Set.of(
            STRUCTURE + "rendering-style",
            STRUCTURE + "rendering-xhtml",
            STRUCTURE + "valueset-concept-definition",
            STRUCTURE + "valueset-deprecated",
            STRUCTURE + "coding-sctdescid",
            Extension.STANDARDS_STATUS);

    private final Desk desk;
    private final boolean designations;
    private final List<String> properties;
    private final boolean versions;
    private final Map<String, String> used = new LinkedHashMap<>();

    Contained(Desk desk, Request request, boolean versions) {
        this.desk = desk;
        this.designations = request.flag("includeDesignations", false);
        this.properties = request.texts("property");
        this.versions = versions;
    }

    void write(List<Expansion.Entry> entries, boolean nested, ObjectNode expansion) {
        ArrayNode contains = JsonNodeFactory.instance.arrayNode();
        Map<Integer, ObjectNode> written = new HashMap<>();
        for (Expansion.Entry entry : entries) {
            ObjectNode node = node(entry);
            ObjectNode above = nested ? above(entry, written) : null;
            (above == null ? contains : above.withArray("contains")).add(node);
            if (nested) {
                written.put(entry.concept().number(), node);
            }
        }
        if (!used.isEmpty()) {
            ArrayNode definitions = expansion.putArray("extension");
            used.forEach((code, uri) -> {
                ArrayNode parts =
                        definitions.addObject().put("url", R5 + "property").putArray("extension");
                parts.addObject().put("url", "code").put("valueCode", code);
                parts.addObject().put("url", "uri").put("valueUri", uri);
            });
        }
        if (!contains.isEmpty()) {
            expansion.set("contains", contains);
        }
    }

    private static @Nullable ObjectNode above(Expansion.Entry entry, Map<Integer, ObjectNode> written) {
        for (int parent : entry.selection().system().parents(entry.concept().number())) {
            ObjectNode node = written.get(parent);
            if (node != null) {
                return node;
            }
        }
        return null;
    }

    private ObjectNode node(Expansion.Entry entry) {
        CodeSystem system = entry.selection().system();
        Concept concept = entry.concept();
        Reference reference = entry.reference();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode extensions = JsonNodeFactory.instance.arrayNode();
        extensions(concept, reference, extensions);
        properties(system, concept, reference, extensions);
        if (!extensions.isEmpty()) {
            node.set("extension", extensions);
        }
        node.put("system", system.head().url());
        if (concept.abstrakt()) {
            node.put("abstract", true);
        }
        if (concept.inactive()) {
            node.put("inactive", true);
        }
        if (versions && system.head().version() != null) {
            node.put("version", system.head().version());
        }
        node.put("code", concept.code());
        String display = Displays.of(system, concept, reference).shown(desk.languages());
        if (display != null) {
            node.put("display", display);
        }
        if (designations) {
            designations(system, concept, reference, display, node);
        }
        return node;
    }

    private void extensions(Concept concept, @Nullable Reference reference, ArrayNode extensions) {
        for (Extension extension : concept.extensions()) {
            if (REPEATED.contains(extension.url()) && !extension.url().equals(Extension.STANDARDS_STATUS)) {
                extensions.add(extension.json());
            }
        }
        if (reference != null) {
            for (Extension extension : reference.extensions()) {
                if (REPEATED.contains(extension.url())) {
                    extensions.add(extension.json());
                }
            }
        }
    }

    private void properties(CodeSystem system, Concept concept, @Nullable Reference reference, ArrayNode extensions) {
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        for (Extension extension : concept.extensions()) {
            shownAsProperty(extension, shown);
        }
        if (reference != null) {
            reference.extensions().forEach(extension -> shownAsProperty(extension, shown));
        }
        shown.forEach((code, extension) -> property(code, URIS.get(code), extension, extensions));
        String status = concept.status();
        if (status != null && !status.equals("active") && !properties.contains("status")) {
            ObjectNode value = JsonNodeFactory.instance.objectNode().put("valueCode", status);
            property("status", URIS.get("status"), value, extensions);
        }
        String definition = concept.definition();
        if (definition != null && properties.contains("definition")) {
            ObjectNode value = JsonNodeFactory.instance.objectNode().put("valueString", definition);
            property("definition", URIS.get("definition"), value, extensions);
        }
        for (Property property : concept.properties()) {
            if (properties.contains(property.code()) || properties.contains("*")) {
                property(property.code(), uri(system, property.code()), value(property), extensions);
            }
        }
    }

    private static void shownAsProperty(Extension extension, Map<String, JsonNode> shown) {
        String code = AS_PROPERTY.get(extension.url());
        if (code != null) {
            shown.put(code, extension.json());
        }
    }

    private static ObjectNode value(Property property) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        switch (property.kind()) {
            case CODING -> {
                if (property.coding() != null) {
                    value.set("valueCoding", Out.coding(property.coding()));
                }
            }
            case BOOLEAN -> value.put("valueBoolean", property.value().equals("true"));
            case INTEGER, DECIMAL -> value.set(property.kind().element(), Numbers.of(property.value()));
            case CODE, STRING, DATE_TIME -> value.put(property.kind().element(), property.value());
        }
        return value;
    }

    private static @Nullable String uri(CodeSystem system, String code) {
        return system.traits().properties().stream()
                .filter(definition -> definition.code().equals(code))
                .map(PropertyDefinition::uri)
                .filter(uri -> uri != null)
                .findFirst()
                .orElse(URIS.get(code));
    }

    private void property(String code, @Nullable String uri, JsonNode holder, ArrayNode extensions) {
        used.putIfAbsent(code, uri == null ? PROPERTIES + code : uri);
        ArrayNode parts =
                extensions.addObject().put("url", R5 + "contains.property").putArray("extension");
        parts.addObject().put("url", "code").put("valueCode", code);
        ObjectNode value = parts.addObject().put("url", "value");
        holder.properties().forEach(field -> {
            if (field.getKey().startsWith("value")) {
                boolean order = code.equals("order") && field.getKey().equals("valueInteger");
                value.set(order ? "valueDecimal" : field.getKey(), field.getValue());
            }
        });
    }

    private static void designations(
            CodeSystem system,
            Concept concept,
            @Nullable Reference reference,
            @Nullable String shown,
            ObjectNode node) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        String display = concept.display();
        if (display != null && !display.equals(shown)) {
            list.add(designation(new Designation(system.head().language(), null, display, List.of())));
        }
        concept.designations().forEach(designation -> list.add(designation(designation)));
        if (reference != null) {
            reference.designations().forEach(designation -> list.add(designation(designation)));
        }
        if (!list.isEmpty()) {
            node.set("designation", list);
        }
    }

    private static ObjectNode designation(Designation designation) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode extensions = JsonNodeFactory.instance.arrayNode();
        designation.extensions().stream()
                .filter(extension -> REPEATED.contains(extension.url()))
                .forEach(extension -> extensions.add(extension.json()));
        if (!extensions.isEmpty()) {
            node.set("extension", extensions);
        }
        if (designation.language() != null) {
            node.put("language", designation.language());
        }
        if (designation.use() != null) {
            node.set("use", Out.coding(designation.use()));
        }
        return node.put("value", designation.value());
    }
}
