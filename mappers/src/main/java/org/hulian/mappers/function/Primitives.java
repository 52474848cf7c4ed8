package org.hulian.mappers.function;

import java.util.Locale;
import java.util.regex.Pattern;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/** v2 text to FHIR primitive types, https://hl7.org/fhir/R4/datatypes.html#primitive. */
public final class Primitives {

    private static final Pattern CODE = Pattern.compile("[^\\s]+(\\s[^\\s]+)*");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    private Primitives() {}

    /** The value as the type, or null after a warning when it cannot be. */
    public static @Nullable JsonValue convert(String type, Value value, Context context) {
        String text = value.text();
        JsonValue converted = convert(type, text, context);
        if (converted == null) {
            value.markReason(
                    Math.max(1, value.component()), "not a valid FHIR " + type + "; it stays in the source message");
            context.warn(
                    "VALUE_INVALID",
                    value,
                    "The value is not a valid FHIR " + type + "; it is kept in the source message only.",
                    "该值不是有效的 FHIR " + type + ",仅保留在原始消息中。");
        }
        return converted;
    }

    static @Nullable JsonValue convert(String type, String text, Context context) {
        return switch (type) {
            case "dateTime" -> Dates.dateTime(text, context.sender().zone());
            case "instant" -> Dates.instant(text, context.sender().zone());
            case "date" -> Dates.date(text);
            case "time" -> Dates.time(text);
            case "decimal" -> Quantities.decimal(text);
            case "integer", "positiveInt", "unsignedInt" -> integer(type, text);
            case "boolean" -> bool(text);
            case "code" -> CODE.matcher(text).matches() ? new JsonValue.Text(text) : null;
            case "id" -> ID.matcher(text).matches() ? new JsonValue.Text(text) : null;
            case "uri", "url", "canonical", "oid", "uuid" -> text.indexOf(' ') < 0 ? new JsonValue.Text(text) : null;
            default -> new JsonValue.Text(text);
        };
    }

    private static @Nullable JsonValue integer(String type, String text) {
        if (!INTEGER.matcher(text).matches()) {
            return null;
        }
        int number = Integer.parseInt(text);
        boolean fits = type.equals("integer") || number > 0 || (number == 0 && type.equals("unsignedInt"));
        return fits ? new JsonValue.Num(Integer.toString(number)) : null;
    }

    private static @Nullable JsonValue bool(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "Y", "YES", "1", "T", "TRUE", "是" -> new JsonValue.Bool(true);
            case "N", "NO", "0", "F", "FALSE", "否" -> new JsonValue.Bool(false);
            default -> null;
        };
    }
}
