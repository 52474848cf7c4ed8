package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.lookup.Json;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an operation, from a query string or a Parameters resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html#executing">executing an operation</a>
 */
public final class Request {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, List<JsonNode>> values;

    private Request(Map<String, List<JsonNode>> values) {
        this.values = values;
    }

    /** From a decoded query string. */
    public static Request ofQuery(Iterable<Map.Entry<String, String>> pairs) {
        Map<String, List<JsonNode>> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs) {
            values.computeIfAbsent(pair.getKey(), name -> new ArrayList<>(1)).add(TextNode.valueOf(pair.getValue()));
        }
        return new Request(values);
    }

    /**
     * From a body: Parameters, or a single resource for the parameter of that kind.
     *
     * @throws TerminologyException when it is neither
     */
    public static Request ofBody(byte[] json) {
        try {
            JsonNode body = MAPPER.readTree(json);
            String type = body == null ? "" : body.path("resourceType").asText();
            return switch (type) {
                case "Parameters" -> of(body);
                case "ValueSet" -> new Request(Map.of("valueSet", List.of(body)));
                case "CodeSystem" -> new Request(Map.of("codeSystem", List.of(body)));
                case "ConceptMap" -> new Request(Map.of("conceptMap", List.of(body)));
                default ->
                    throw TerminologyException.invalid(
                            "The body must be a Parameters resource.", "请求内容必须是 Parameters 资源。");
            };
        } catch (IOException e) {
            throw TerminologyException.invalid("The body is not JSON.", "请求内容不是合法的 JSON。");
        }
    }

    /** From a Parameters resource, or a parameter with parts. */
    static Request of(JsonNode parameters) {
        Map<String, List<JsonNode>> values = new LinkedHashMap<>();
        String name = parameters.has("part") ? "part" : "parameter";
        for (JsonNode parameter : Json.items(parameters, name)) {
            values.computeIfAbsent(parameter.path("name").asText(), key -> new ArrayList<>(1))
                    .add(value(parameter));
        }
        return new Request(values);
    }

    /** The same with another parameter set. */
    public Request with(String name, JsonNode value) {
        Map<String, List<JsonNode>> more = new LinkedHashMap<>(values);
        more.put(name, List.of(value));
        return new Request(more);
    }

    /** The same with a text set. */
    public Request with(String name, String value) {
        return with(name, TextNode.valueOf(value));
    }

    /** What is said here, then what is said there. */
    Request over(Request below) {
        Map<String, List<JsonNode>> all = new LinkedHashMap<>(below.values);
        all.putAll(values);
        return new Request(all);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A primitive, or null. */
    public @Nullable String text(String name) {
        List<JsonNode> found = values.get(name);
        return found == null || !found.getFirst().isValueNode()
                ? null
                : found.getFirst().asText();
    }

    List<String> texts(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .toList();
    }

    boolean flag(String name, boolean unsaid) {
        String text = text(name);
        if (text == null) {
            return unsaid;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw TerminologyException.invalid(
                        "The parameter " + name + " must be true or false.", "参数 " + name + " 必须为 true 或 false。");
        };
    }

    /** A number from 0, or -1 when it is not said. */
    int number(String name) {
        String text = text(name);
        if (text == null) {
            return -1;
        }
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw TerminologyException.invalid(
                    "The parameter " + name + " must be a whole number from 0.", "参数 " + name + " 必须为非负整数。");
        }
        return Integer.parseInt(text);
    }

    /** A coding, a codeable concept or a resource, or null. */
    @Nullable
    JsonNode object(String name) {
        List<JsonNode> found = values.get(name);
        return found == null || !found.getFirst().isObject() ? null : found.getFirst();
    }

    List<JsonNode> objects(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(JsonNode::isObject)
                .toList();
    }

    private static JsonNode value(JsonNode parameter) {
        if (parameter.has("resource")) {
            return parameter.get("resource");
        }
        for (Map.Entry<String, JsonNode> field : parameter.properties()) {
            if (field.getKey().startsWith("value")) {
                return field.getValue();
            }
        }
        return parameter;
    }
}
