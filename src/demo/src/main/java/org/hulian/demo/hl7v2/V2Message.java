package org.hulian.demo.hl7v2;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Builds one HL7 v2 message with the usual encoding characters, segment by segment. */
final class V2Message {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final StringBuilder text = new StringBuilder();

    /** Adds a segment; fields are encoded already, trailing empty ones are left away. */
    V2Message segment(String name, String... fields) {
        int last = fields.length;
        while (last > 0 && fields[last - 1].isEmpty()) {
            last--;
        }
        text.append(name);
        Arrays.stream(fields, 0, last).forEach(field -> text.append('|').append(field));
        text.append('\r');
        return this;
    }

    String text() {
        return text.toString();
    }

    static String components(String... parts) {
        int last = parts.length;
        while (last > 0 && parts[last - 1].isEmpty()) {
            last--;
        }
        return String.join(
                "^", Arrays.stream(parts, 0, last).map(V2Message::escape).toList());
    }

    /** As HL7 v2 chapter 2.7 has it; the escape character first. */
    static String escape(String value) {
        return value.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("&", "\\T\\")
                .replace("~", "\\R\\");
    }

    static String time(LocalDateTime time) {
        return SECONDS.format(time) + "+0800";
    }
}
