package org.hulian.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Adds labels to a resource or takes them away: profiles, tags and security labels.
 *
 * @param meta   the labels
 * @param adding whether they are added
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-meta-add.html">$meta-add</a>
 */
public record MetaPatch(JsonNode meta, boolean adding) implements Patch {
    private static final List<String> LISTS = List.of("profile", "tag", "security");

    @Override
    public byte[] applyTo(byte[] json) {
        if (!(Tree.read(json) instanceof ObjectNode root)) {
            throw new IllegalStateException("a stored resource is an object");
        }
        ObjectNode stored = root.withObjectProperty("meta");
        for (String list : LISTS) {
            ArrayNode labels = stored.path(list) instanceof ArrayNode known ? known : root.arrayNode();
            for (JsonNode label : meta.path(list)) {
                int at = indexOf(labels, label);
                if (adding && at < 0) {
                    labels.add(label);
                } else if (!adding && at >= 0) {
                    labels.remove(at);
                }
            }
            if (labels.isEmpty()) {
                stored.remove(list);
            } else {
                stored.set(list, labels);
            }
        }
        return Tree.write(root);
    }

    /** Codes are the same by system and code, whatever is displayed. */
    private static int indexOf(ArrayNode labels, JsonNode label) {
        for (int i = 0; i < labels.size(); i++) {
            JsonNode known = labels.get(i);
            boolean same = label.isObject()
                    ? known.path("system").equals(label.path("system"))
                            && known.path("code").equals(label.path("code"))
                    : known.equals(label);
            if (same) {
                return i;
            }
        }
        return -1;
    }
}
