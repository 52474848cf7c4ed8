package org.hulian.fhir.patch;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An element where it stands. Of an array of primitives the parallel array of their extensions moves along.
 *
 * @param owner    the object it is a member of
 * @param property its JSON name
 * @param index    its place in an array, or -1
 * @param shape    what members the element can have, null of a primitive
 */
record Spot(
        ObjectNode owner,
        String property,
        int index,
        JsonNode node,
        @Nullable BaseRuntimeElementCompositeDefinition<?> shape) {
    void remove() {
        if (index < 0) {
            owner.remove(property);
            owner.remove("_" + property);
        } else {
            removeAt(owner, property, index);
        }
    }

    void replaceBy(JsonNode value) {
        if (index < 0) {
            owner.set(property, value);
        } else {
            ((ArrayNode) owner.get(property)).set(index, value);
        }
    }

    /** Takes an element out of an array; an array without elements goes. */
    static JsonNode removeAt(ObjectNode owner, String property, int index) {
        ArrayNode all = (ArrayNode) owner.get(property);
        JsonNode taken = all.remove(index);
        if (owner.get("_" + property) instanceof ArrayNode extensions && index < extensions.size()) {
            extensions.remove(index);
        }
        if (all.isEmpty()) {
            owner.remove(property);
            owner.remove("_" + property);
        }
        return taken;
    }

    /** Puts an element into an array. */
    static void insertAt(ObjectNode owner, String property, int index, JsonNode value) {
        owner.withArray(property).insert(index, value);
        if (owner.get("_" + property) instanceof ArrayNode extensions && index <= extensions.size()) {
            extensions.insert(index, NullNode.instance);
        }
    }
}
