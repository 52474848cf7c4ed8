package org.hulian.security.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the canonical form back; used when somebody looks at the log, never on a hot path. */
final class AuditEntryReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditEntryReader() {}

    static AuditEntry read(byte[] canonical) {
        try {
            JsonNode root = JSON.readTree(canonical);
            return new AuditEntry(
                    UUID.fromString(required(root, "id")),
                    Instant.parse(required(root, "recorded")),
                    Interaction.valueOf(required(root, "interaction")),
                    Outcome.valueOf(required(root, "outcome")),
                    agent(root.path("agent")),
                    list(root, "patients", patient -> UUID.fromString(patient.asText())),
                    list(root, "entities", AuditEntryReader::entity),
                    optional(root, "query"),
                    list(root, "policies", JsonNode::asText),
                    required(root, "request"),
                    optional(root, "reason"));
        } catch (IOException | DateTimeException malformed) {
            throw new IllegalArgumentException("not a canonical audit entry", malformed);
        }
    }

    private static Agent agent(JsonNode agent) {
        return new Agent(
                optional(agent, "subject"),
                optional(agent, "name"),
                optional(agent, "client"),
                list(agent, "roles", JsonNode::asText),
                optional(agent, "institution"),
                optional(agent, "address"),
                agent.path("purposes").asInt());
    }

    private static Entity entity(JsonNode entity) {
        return new Entity(
                Entity.Kind.valueOf(required(entity, "kind")),
                required(entity, "type"),
                required(entity, "id"),
                entity.path("version").asInt());
    }

    private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> element) {
        List<T> values = new ArrayList<>();
        node.path(name).forEach(child -> values.add(element.apply(child)));
        return values;
    }

    private static String required(JsonNode node, String name) {
        String value = optional(node, name);
        if (value == null) {
            throw new IllegalArgumentException("not a canonical audit entry: no " + name);
        }
        return value;
    }

    private static @Nullable String optional(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : null;
    }
}
