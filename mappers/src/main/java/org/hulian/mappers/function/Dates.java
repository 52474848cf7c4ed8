package org.hulian.mappers.function;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hulian.mappers.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** v2 times (`YYYY[MM[DD[HH[MM[SS[.S+]]]]]][+/-ZZZZ]`) to FHIR ones; a time without offset is of the sender's zone. */
final class Dates {

    private static final Pattern STAMP = Pattern.compile(
            "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\.\\d{1,9})?)?)?)?)?)?([+-]\\d{4})?");
    private static final Pattern TIME = Pattern.compile("(\\d{2})(\\d{2})(?:(\\d{2})(\\.\\d{1,9})?)?(?:[+-]\\d{4})?");

    private Dates() {}

    static @Nullable JsonValue dateTime(String text, ZoneId zone) {
        Matcher parts = parts(text);
        if (parts == null) {
            return null;
        }
        if (parts.group(4) == null || isDateWithEmptyTime(parts)) {
            return day(parts);
        }
        return moment(parts, zone);
    }

    static @Nullable JsonValue instant(String text, ZoneId zone) {
        Matcher parts = parts(text);
        return parts == null || parts.group(3) == null ? null : moment(parts, zone);
    }

    static @Nullable JsonValue date(String text) {
        Matcher parts = parts(text);
        return parts == null ? null : day(parts);
    }

    static @Nullable JsonValue time(String text) {
        Matcher parts = TIME.matcher(text.replace(":", ""));
        if (!parts.matches()
                || Integer.parseInt(parts.group(1)) > 23
                || Integer.parseInt(parts.group(2)) > 59
                || Integer.parseInt(or(parts.group(3), "00")) > 59) {
            return null;
        }
        return new JsonValue.Text(
                parts.group(1) + ':' + parts.group(2) + ':' + or(parts.group(3), "00") + or(parts.group(4), ""));
    }

    /** A date that may not be later than the day the message was received. */
    static @Nullable JsonValue past(Call call) {
        JsonValue date = date(call.value().text());
        if (!(date instanceof JsonValue.Text text)) {
            return Primitives.convert("date", call.value(), call.context());
        }
        LocalDate today = LocalDate.ofInstant(
                call.context().received(), call.context().sender().zone());
        String latest = today.plusDays(1).toString();
        if (text.value().compareTo(latest.substring(0, text.value().length())) > 0) {
            call.context()
                    .warn(
                            "DATE_IN_FUTURE",
                            call.value(),
                            "The date lies in the future; it is kept in the source message only.",
                            "该日期在未来,仅保留在原始消息中。");
            return null;
        }
        call.value().markMapped();
        return date;
    }

    private static @Nullable Matcher parts(String text) {
        String compact = text.length() >= 10 && (text.charAt(4) == '-' || text.charAt(4) == '/') ? compact(text) : text;
        Matcher parts = STAMP.matcher(compact);
        if (!parts.matches()) {
            return null;
        }
        try {
            LocalDateTime.of(
                    number(parts.group(1), 1),
                    number(parts.group(2), 1),
                    number(parts.group(3), 1),
                    number(parts.group(4), 0),
                    number(parts.group(5), 0),
                    number(parts.group(6), 0));
        } catch (DateTimeException e) {
            return null;
        }
        return number(parts.group(1), 0) == 0 ? null : parts;
    }

    /** ISO 8601 and the like, as some systems send: the separators go, an offset's sign stays. */
    private static String compact(String text) {
        String date = text.substring(0, 10).replaceAll("[-/]", "");
        String rest = text.substring(10).replaceAll("[ T:]", "").replace("Z", "+0000");
        return date + rest;
    }

    private static boolean isDateWithEmptyTime(Matcher parts) {
        return parts.group(5) == null && number(parts.group(4), 0) == 0;
    }

    private static JsonValue day(Matcher parts) {
        StringBuilder out = new StringBuilder(parts.group(1));
        if (parts.group(2) != null) {
            out.append('-').append(parts.group(2));
        }
        if (parts.group(3) != null) {
            out.append('-').append(parts.group(3));
        }
        return new JsonValue.Text(out.toString());
    }

    private static JsonValue moment(Matcher parts, ZoneId zone) {
        String hour = or(parts.group(4), "00");
        String minute = or(parts.group(5), "00");
        String second = or(parts.group(6), "00");
        String offset = parts.group(8) == null
                ? offset(parts, hour, minute, second, zone)
                : parts.group(8).substring(0, 3) + ':' + parts.group(8).substring(3);
        return new JsonValue.Text(parts.group(1)
                + '-'
                + parts.group(2)
                + '-'
                + parts.group(3)
                + 'T'
                + hour
                + ':'
                + minute
                + ':'
                + second
                + or(parts.group(7), "")
                + offset);
    }

    private static String offset(Matcher parts, String hour, String minute, String second, ZoneId zone) {
        LocalDateTime local = LocalDateTime.of(
                number(parts.group(1), 1),
                number(parts.group(2), 1),
                number(parts.group(3), 1),
                number(hour, 0),
                number(minute, 0),
                number(second, 0));
        String id = zone.getRules().getOffset(local).getId();
        return id.equals("Z") ? "+00:00" : id.substring(0, 6);
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
