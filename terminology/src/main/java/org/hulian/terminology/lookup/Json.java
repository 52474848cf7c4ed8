package org.hulian.terminology.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hulian.terminology.code.Coding;
import org.jspecify.annotations.Nullable;

/** Elements that code systems, value sets and concept maps share, read leniently: what is not there is not there. */
public final class Json {
    private Json() {}

    /** A list element; one that is no list counts as its only item, as in resources that came from XML. */
    public static List<JsonNode> items(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(value);
        }
        List<JsonNode> items = new ArrayList<>(value.size());
        value.forEach(items::add);
        return items;
    }

    /** A primitive as text, or null. */
    public static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
    }

    public static Head head(JsonNode resource) {
        return new Head(
                resource.path("url").asText(),
                text(resource, "version"),
                resource.path("name").asText(),
                resource.path("title").asText(),
                resource.path("status").asText("unknown"),
                "true".equals(text(resource, "experimental")),
                text(resource, "language"),
                Extension.text(extensions(resource), Extension.STANDARDS_STATUS));
    }

    public static List<Extension> extensions(JsonNode node) {
        List<JsonNode> items = items(node, "extension");
        return items.isEmpty()
                ? List.of()
                : items.stream()
                        .map(item -> new Extension(item.path("url").asText(), item))
                        .toList();
    }

    public static List<Designation> designations(JsonNode node) {
        List<JsonNode> items = items(node, "designation");
        return items.isEmpty()
                ? List.of()
                : items.stream()
                        .map(item -> new Designation(
                                text(item, "language"),
                                item.has("use") ? coding(item.get("use")) : null,
                                item.path("value").asText(),
                                extensions(item)))
                        .toList();
    }

    public static Coding coding(JsonNode node) {
        return new Coding(node.path("system").asText(), node.path("code").asText(), text(node, "display"));
    }
}
