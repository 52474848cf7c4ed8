package org.hulian.mappers.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes JSON without blanks between tokens. Control characters FHIR strings may not hold become U+FFFD. */
public final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private JsonWriter() {}

    public static byte[] bytes(JsonValue value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(JsonValue value) {
        StringBuilder out = new StringBuilder(8192);
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, JsonValue value) {
        switch (value) {
            case JsonValue.Text text -> quote(out, text.value());
            case JsonValue.Num number -> out.append(number.value());
            case JsonValue.Bool bool -> out.append(bool.value());
            case JsonValue.Array array -> {
                out.append('[');
                String separator = "";
                for (JsonValue item : array.items()) {
                    out.append(separator);
                    append(out, item);
                    separator = ",";
                }
                out.append(']');
            }
            case JsonValue.Obj object -> {
                out.append('{');
                String separator = "";
                for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                    out.append(separator);
                    quote(out, member.getKey());
                    out.append(':');
                    append(out, member.getValue());
                    separator = ",";
                }
                out.append('}');
            }
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\u2028', '\u2029' -> out.append("\\u202").append(HEX.charAt(c & 0xF));
                default -> out.append(c < ' ' || isLoneSurrogate(text, i) ? '\uFFFD' : c);
            }
        }
        out.append('"');
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
