package org.hulian.fhir.patch;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What HAPI's definitions say about elements: whether they exist, repeat, or have a choice of types. */
final class Shapes {
    private final FhirContext fhir;

    Shapes(FhirContext fhir) {
        this.fhir = fhir;
    }

    @Nullable
    BaseRuntimeElementCompositeDefinition<?> ofResource(String type) {
        try {
            return fhir.getResourceDefinition(type);
        } catch (DataFormatException unknown) {
            return null;
        }
    }

    /** The member of a name, a choice under its bare name; null where there is none. */
    static @Nullable BaseRuntimeChildDefinition child(
            @Nullable BaseRuntimeElementCompositeDefinition<?> shape, String name) {
        if (shape == null) {
            return null;
        }
        BaseRuntimeChildDefinition direct = shape.getChildByName(name);
        return direct == null ? shape.getChildByName(name + "[x]") : direct;
    }

    static boolean isChoice(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildChoiceDefinition;
    }

    static boolean repeats(BaseRuntimeChildDefinition child) {
        return child.getMax() != 1;
    }

    /** The elements a name leads to from an object. */
    List<Spot> members(ObjectNode owner, @Nullable BaseRuntimeElementCompositeDefinition<?> shape, String name) {
        BaseRuntimeChildDefinition child = child(shape, name);
        String property = property(owner, child, name);
        JsonNode value = property == null ? null : owner.get(property);
        List<Spot> spots = new ArrayList<>();
        if (property == null || value == null) {
            return spots;
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                spots.add(new Spot(owner, property, i, value.get(i), shapeOf(value.get(i), child, property)));
            }
        } else {
            spots.add(new Spot(owner, property, -1, value, shapeOf(value, child, property)));
        }
        return spots;
    }

    /** The JSON name under which an object has a member; null where it has none. */
    private static @Nullable String property(
            ObjectNode owner, @Nullable BaseRuntimeChildDefinition child, String name) {
        if (owner.has(name) || child == null || !isChoice(child)) {
            return name;
        }
        for (Iterator<String> names = owner.fieldNames(); names.hasNext(); ) {
            String each = names.next();
            if (each.length() > name.length()
                    && each.startsWith(name)
                    && child.getValidChildNames().contains(each)) {
                return each;
            }
        }
        return null;
    }

    private @Nullable BaseRuntimeElementCompositeDefinition<?> shapeOf(
            JsonNode value, @Nullable BaseRuntimeChildDefinition child, String property) {
        if (value.has("resourceType")) {
            return ofResource(value.path("resourceType").asText());
        }
        return child != null && child.getChildByName(property) instanceof BaseRuntimeElementCompositeDefinition<?> shape
                ? shape
                : null;
    }
}
