package org.hulian.fhir.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes one thing somewhere in a resource: a value, a name, whether it stands in an array. */
final class Spoiling {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One to a line. */
    private static final List<String> VALUES = """
            "x"
            " "
            "#x"
            "a b"
            "\\n"
            "true"
            "12"
            "-1"
            "1.50"
            "2024"
            "2024-00"
            "2024-13"
            "2024-2"
            "2023-02-29"
            "2024-02-30"
            "2024-02-29"
            "0000-01-01"
            "2024-01-01T10:00"
            "2024-01-01T10:00:00"
            "2024-01-01T10:00Z"
            "2024-01-01T10:00:00Z"
            "2024-01-01T24:00:00Z"
            "2024-01-01T23:59:60Z"
            "2024-01-01T10:00:00.123456+14:00"
            "2024-01-01T10:00:00.123+13:59"
            "2024-01-01T10:00:00.1-15:00"
            "10:00:00"
            "24:00:00"
            "final"
            "urn:oid:1.2.3"
            "urn:uuid:1"
            "https://example.org/a|1"
            "%%%"
            true
            0
            -1
            7
            2147483648
            1.50
            -0.0
            1e3
            123456789012345678901234567890.123456789
            {"reference":"#a"}
            {"reference":"Patient/1","type":"Patient"}
            {"value":1,"code":"mg"}
            {"coding":[{"code":"x"}]}
            {"extension":[{"url":"http://example.org/e","valueString":"x"}]}
            {"start":"2024"}
            {"status":"generated"}
            {"x":1}
            ["x"]
            [1]
            [{"reference":"Patient/1"}]
            [{"url":"http://example.org/e","valueCode":"x"}]
            [{"url":"http://example.org/e"}]
            [{"url":"http://example.org/e","valueCode":"x","extension":[{"url":"a","valueTime":"10:00:00"}]}]
            [{"url":"http://example.org/e","extension":[{"url":"a","valueTime":"10:00:00"}]}]
            [{"valueCode":"x"}]
            [{"url":"http://example.org/e","value":"x"}]
            [null]
            [["x"]]
            [{"resourceType":"Patient"}]
            """.lines().toList();

    private static final List<String> NAMES = List.of(
            "extension",
            "modifierExtension",
            "id",
            "meta",
            "text",
            "contained",
            "language",
            "implicitRules",
            "status",
            "code",
            "value",
            "valueQuantity",
            "valueString",
            "valueReference",
            "value[x]",
            "effectiveDateTime",
            "subject",
            "reference",
            "identifier",
            "period",
            "name",
            "resourceType",
            "div",
            "data",
            "unknown",
            "_status",
            "fhir_comments");

    private Spoiling() {}

    static ObjectNode spoiled(JsonNode resource, Random random) {
        ObjectNode copy = resource.deepCopy();
        List<JsonNode> places = new ArrayList<>();
        collect(copy, places);
        JsonNode value = parsed(VALUES.get(random.nextInt(VALUES.size())));
        switch (places.get(random.nextInt(places.size()))) {
            case ObjectNode object -> object(object, value, random);
            case ArrayNode array -> array(array, value, random);
            default -> throw new IllegalStateException("neither an object nor an array");
        }
        return copy;
    }

    private static void object(ObjectNode object, JsonNode value, Random random) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        String other = NAMES.get(random.nextInt(NAMES.size()));
        JsonNode old = object.get(name);
        switch (random.nextInt(6)) {
            case 0 -> object.set(other, value);
            case 1 -> object.set(other, old.deepCopy());
            case 2 -> object.set(name, JSON.createArrayNode().add(old));
            case 3 -> object.set(name, old.isArray() ? old.get(0) : value);
            default -> object.set(name, value);
        }
    }

    private static void array(ArrayNode array, JsonNode value, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> array.add(value);
            case 1 -> array.add(array.get(0).deepCopy());
            default -> array.set(0, value);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode() && !node.isEmpty()) {
            places.add(node);
            node.forEach(each -> collect(each, places));
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
