package org.hulian.fhir.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.Outcome;
import org.hulian.fhir.failure.Outcomes;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.jspecify.annotations.Nullable;

/** Orders and files as a job's row keeps them. */
final class JobJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, List<String>>> QUERY = new TypeReference<>() {};
    private static final TypeReference<Map<String, List<Map<String, List<String>>>>> FILTERS = new TypeReference<>() {};
    private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};

    private JobJson() {}

    static String of(ExportOrder order) {
        ObjectNode node = JSON.createObjectNode().put("url", order.url());
        switch (order.scope()) {
            case ExportScope.Everything all -> node.put("scope", "system");
            case ExportScope.Patients(Set<String> only) ->
                node.put("scope", "patients").set("only", JSON.valueToTree(only));
            case ExportScope.Group(ResourceKey group, Set<String> only) ->
                node.put("scope", "group").put("group", group.id().value()).set("only", JSON.valueToTree(only));
        }
        node.set("types", JSON.valueToTree(order.types()));
        node.set("filters", JSON.valueToTree(order.filters()));
        node.put("since", order.since() == null ? null : order.since().toString());
        return node.toString();
    }

    static ExportOrder order(String text) {
        JsonNode node = read(text);
        Set<String> only = node.has("only") ? JSON.convertValue(node.path("only"), NAMES) : Set.of();
        ExportScope scope = switch (node.path("scope").asText()) {
            case "group" ->
                new ExportScope.Group(
                        new ResourceKey(
                                ResourceTypes.r4().get("Group"),
                                new ResourceId(node.path("group").asText())),
                        only);
            case "patients" -> new ExportScope.Patients(only);
            default -> new ExportScope.Everything();
        };
        return new ExportOrder(
                node.path("url").asText(),
                scope,
                JSON.convertValue(node.path("types"), NAMES),
                JSON.convertValue(node.path("filters"), FILTERS),
                instant(node.path("since")));
    }

    static String of(List<ExportFile> files) {
        ArrayNode all = JSON.createArrayNode();
        for (ExportFile file : files) {
            Instant from = file.from();
            ObjectNode node = all.addObject()
                    .put("type", file.type())
                    .put("deleted", file.deleted())
                    .put("from", from == null ? null : from.toString())
                    .put("until", file.until().toString())
                    .put("count", file.count());
            node.set("query", JSON.valueToTree(file.query()));
        }
        return all.toString();
    }

    static List<ExportFile> files(String text) {
        List<ExportFile> files = new ArrayList<>();
        for (JsonNode node : read(text)) {
            files.add(new ExportFile(
                    node.path("type").asText(),
                    node.path("deleted").asBoolean(),
                    JSON.convertValue(node.path("query"), QUERY),
                    instant(node.path("from")),
                    Instant.parse(node.path("until").asText()),
                    node.path("count").asLong()));
        }
        return files;
    }

    /** The first thing wrong, in both languages: who asks later may read another one. */
    static String of(Failure failure) {
        Outcome.Said en = Outcomes.of(failure, "en").issues().getFirst();
        Outcome.Said zh = Outcomes.of(failure, "zh").issues().getFirst();
        return JSON.createObjectNode()
                .put("code", en.code())
                .put("en", en.text())
                .put("zh", zh.text())
                .toString();
    }

    /** Null where nothing was refused. */
    static Failure.@Nullable Issue refusal(@Nullable String text) {
        if (text == null) {
            return null;
        }
        JsonNode issue = read(text);
        return new Failure.Issue(
                issue.path("code").asText(),
                "",
                issue.path("en").asText(),
                issue.path("zh").asText());
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.asText()) : null;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of hub.bulk_export cannot be read", e);
        }
    }
}
