package org.hulian.mappers.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Repetition;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/** Texts taken whole, separators and all. */
final class Texts {

    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9]\\d*))+");
    private static final Map<String, String> MEDIA = Map.of(
            "pdf",
            "application/pdf",
            "jpeg",
            "image/jpeg",
            "jpg",
            "image/jpeg",
            "png",
            "image/png",
            "html",
            "text/html",
            "rtf",
            "application/rtf",
            "dicom",
            "application/dicom",
            "xml",
            "application/xml");

    private Texts() {}

    /** The repetition as it stands: a text type has no components, whatever separators it may hold. */
    static @Nullable JsonValue whole(Call call) {
        call.value().markWholeMapped();
        String text = call.value().wholeText().strip();
        return text.isEmpty() ? null : new JsonValue.Text(text);
    }

    /** All repetitions of the field, one to a line. */
    static @Nullable JsonValue all(Call call) {
        StringBuilder lines = new StringBuilder();
        for (Repetition repetition :
                call.value().segment().repetitions(call.value().field())) {
            Value value = repetition.value();
            value.markWholeMapped();
            lines.append(lines.isEmpty() ? "" : "\n").append(value.wholeText());
        }
        String text = lines.toString().strip();
        return text.isEmpty() ? null : new JsonValue.Text(text);
    }

    /** Base64 data without line breaks; null when it is not Base64. */
    static @Nullable JsonValue base64(Call call) {
        String text = call.value().wholeText().replaceAll("\\s", "");
        try {
            byte[] data = Base64.getDecoder().decode(text);
            return data.length == 0 ? null : new JsonValue.Text(text);
        } catch (IllegalArgumentException e) {
            call.context()
                    .warn(
                            "VALUE_INVALID",
                            call.value(),
                            "The data is not valid Base64; it is kept in the source message only.",
                            "数据不是有效的 Base64,仅保留在原始消息中。");
            return null;
        }
    }

    /** The MIME type of ED and RP: kind and subtype, where the subtype may be a whole type already. */
    static @Nullable JsonValue mediaType(Call call) {
        String kind = call.part(call.arg(0, 2)).toLowerCase(Locale.ROOT);
        String subtype = call.part(call.arg(1, 3)).toLowerCase(Locale.ROOT);
        String type = subtype.contains("/") ? subtype : MEDIA.getOrDefault(subtype, kind.contains("/") ? kind : "");
        if (type.isEmpty() && !kind.isEmpty() && !subtype.isEmpty()) {
            type = switch (kind) {
                case "image", "text", "audio", "video", "application" -> kind + '/' + subtype;
                default -> "application/octet-stream";
            };
        }
        return type.isEmpty() ? null : new JsonValue.Text(type);
    }

    static JsonValue asBase64(Call call) {
        byte[] bytes = call.value().wholeText().getBytes(StandardCharsets.UTF_8);
        return new JsonValue.Text(Base64.getEncoder().encodeToString(bytes));
    }

    /** The application a pointer (RP-2) goes to as a URI, null when it is neither an OID nor a URI. */
    static @Nullable JsonValue pointer(Call call) {
        String text = call.value().text();
        if (OID.matcher(text).matches()) {
            return new JsonValue.Text("urn:oid:" + text);
        }
        return text.contains(":") && text.indexOf(' ') < 0 ? new JsonValue.Text(text) : null;
    }
}
