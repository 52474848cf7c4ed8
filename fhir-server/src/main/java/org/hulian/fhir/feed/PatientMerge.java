package org.hulian.fhir.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Puts what a message says of a patient together with what stands. What the message does not say stays; what it says
 * more thinly than what stands stays, too.
 */
final class PatientMerge {
    private static final Set<String> NOT_STATED = Set.of("resourceType", "id", "meta", "text");

    private PatientMerge() {}

    /**
     * The Patient to write; the standing one, when the message adds nothing.
     *
     * @param correcting whether what is stated replaces what stands, or only fills its gaps
     */
    static ObjectNode merged(ObjectNode standing, ObjectNode stated, boolean correcting) {
        ObjectNode merged = standing.deepCopy();
        withoutVersion(merged);
        for (Map.Entry<String, JsonNode> field : stated.properties()) {
            if (!NOT_STATED.contains(field.getKey())) {
                put(merged, field.getKey(), field.getValue(), correcting);
            }
        }
        return merged;
    }

    private static void put(ObjectNode merged, String name, JsonNode stated, boolean correcting) {
        JsonNode standing = merged.get(name);
        if (standing == null || isUnknown(name, standing)) {
            merged.set(name, stated);
        } else if (name.equals("identifier") || name.equals("extension")) {
            add((ArrayNode) standing, stated, name);
        } else if (correcting && !isUnknown(name, stated) && !isThinner(stated, standing)) {
            merged.set(name, stated);
        }
    }

    /** Identifiers and extensions of kinds that stand already stay as they are. */
    private static void add(ArrayNode standing, JsonNode stated, String name) {
        for (JsonNode each : stated) {
            boolean known = false;
            for (JsonNode other : standing) {
                known |= name.equals("extension")
                        ? other.path("url").equals(each.path("url"))
                        : other.path("system").equals(each.path("system"))
                                && other.path("value").equals(each.path("value"));
            }
            if (!known) {
                standing.add(each);
            }
        }
    }

    /** The mapping writes this gender when a message states none. */
    private static boolean isUnknown(String name, JsonNode value) {
        return name.equals("gender") && value.asText().equals("unknown");
    }

    /** A name without the given name, a year for a date, an address without its lines. */
    private static boolean isThinner(JsonNode stated, JsonNode standing) {
        boolean plain = stated.isValueNode() && standing.isValueNode();
        return plain
                ? !stated.equals(standing) && standing.asText().startsWith(stated.asText())
                : leaves(stated) < leaves(standing);
    }

    private static int leaves(JsonNode value) {
        if (value.isValueNode()) {
            return 1;
        }
        int count = 0;
        for (JsonNode child : value) {
            count += leaves(child);
        }
        return count;
    }

    private static void withoutVersion(ObjectNode resource) {
        if (resource.get("meta") instanceof ObjectNode meta) {
            meta.remove("versionId");
            meta.remove("lastUpdated");
            if (meta.isEmpty()) {
                resource.remove("meta");
            }
        }
    }
}
