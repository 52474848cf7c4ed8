package org.hulian.fhir.plain;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds values of the wrong kind or spelling that HAPI's parser reads all the same, and others would not: {@code "true"}
 * for true, a null that is nobody's place, a time without its zone, comments of DSTU2.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#primitive">primitive types</a>
 * @see <a href="https://hl7.org/fhir/R4/json.html">JSON</a>
 */
public final class ValueForms {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DAY = "(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])%s)?)?";
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?";
    private static final String ZONED = "T" + TIME + "(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))";
    private static final Pattern DATE = Pattern.compile(DAY.formatted(""));
    private static final Pattern DATE_TIME = Pattern.compile(DAY.formatted("(" + ZONED + ")?"));
    private static final Pattern INSTANT =
            Pattern.compile("(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])" + ZONED);
    private static final Pattern CLOCK = Pattern.compile(TIME);

    private final FhirContext fhir;

    /** Knows the types of a context. */
    public ValueForms(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** What is wrong with a value. */
    public enum Fault {
        /** A text where JSON has a number or a boolean, or the other way round. */
        KIND,
        SPELLING,
        /** Null where no primitive could stand. */
        NULL,
        /** An element R4 does not have. */
        UNKNOWN
    }

    /** A value by its place in the resource, {@code name[0].period.start}. */
    public record Misfit(String path, Fault fault) {}

    /** All of a body that HAPI could read. */
    public List<Misfit> of(byte[] json) {
        try {
            List<Misfit> found = new ArrayList<>();
            resource(JSON.readTree(json), "", found);
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void resource(JsonNode resource, String path, List<Misfit> found) {
        String type = resource.path("resourceType").asText();
        if (fhir.getResourceTypes().contains(type)) {
            object(resource, fhir.getResourceDefinition(type), path, found);
        }
    }

    private void object(
            JsonNode object, BaseRuntimeElementCompositeDefinition<?> definition, String path, List<Misfit> found) {
        object.properties().forEach(member -> {
            String name = member.getKey();
            String place = path.isEmpty() ? name : path + "." + name;
            if (name.equals("fhir_comments")) {
                found.add(new Misfit(place, Fault.UNKNOWN));
            } else if (name.startsWith("_")) {
                shadows(member.getValue(), place, found);
            } else if (!name.equals("resourceType")) {
                values(member.getValue(), element(definition, name), place, found);
            }
        });
    }

    /** What stands beside a primitive: an object, or one or null for each of many. */
    private void shadows(JsonNode shadow, String place, List<Misfit> found) {
        for (JsonNode each : shadow.isArray() ? shadow : List.of(shadow)) {
            if (each.has("fhir_comments")) {
                found.add(new Misfit(place, Fault.UNKNOWN));
            }
            if (each.has("extension")) {
                values(each.path("extension"), fhir.getElementDefinition("Extension"), place + ".extension", found);
            }
        }
    }

    private void values(
            JsonNode value, @Nullable BaseRuntimeElementDefinition<?> element, String place, List<Misfit> found) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                value(value.get(i), element, place + "[" + i + "]", found);
            }
        } else {
            value(value, element, place, found);
        }
    }

    private void value(
            JsonNode value, @Nullable BaseRuntimeElementDefinition<?> element, String place, List<Misfit> found) {
        if (value.has("resourceType")) {
            resource(value, place, found);
        } else if (element instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            if (value.isObject()) {
                object(value, composite, place, found);
            } else {
                found.add(new Misfit(place, value.isNull() ? Fault.NULL : Fault.KIND));
            }
        } else if (element != null && value.isValueNode() && !value.isNull()) {
            Fault fault = fault(element.getName(), value);
            if (fault != null) {
                found.add(new Misfit(place, fault));
            }
        }
    }

    private @Nullable BaseRuntimeElementDefinition<?> element(
            BaseRuntimeElementCompositeDefinition<?> parent, String name) {
        if (name.equals("extension") || name.equals("modifierExtension")) {
            return fhir.getElementDefinition("Extension");
        }
        BaseRuntimeChildDefinition child = parent.getChildByName(name);
        return child == null ? null : child.getChildByName(name);
    }

    private static @Nullable Fault fault(String type, JsonNode value) {
        boolean kind = switch (type) {
            case "boolean" -> value.isBoolean();
            case "integer", "positiveInt", "unsignedInt", "decimal" -> value.isNumber();
            default -> value.isTextual();
        };
        if (!kind) {
            return Fault.KIND;
        }
        Pattern spelling = switch (type) {
            case "date" -> DATE;
            case "dateTime" -> DATE_TIME;
            case "instant" -> INSTANT;
            case "time" -> CLOCK;
            default -> null;
        };
        return spelling == null || spelling.matcher(value.asText()).matches() ? null : Fault.SPELLING;
    }
}
