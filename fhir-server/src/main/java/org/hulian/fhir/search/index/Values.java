package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hulian.fhir.search.TimeSpan;
import org.jspecify.annotations.Nullable;

/** Reads FHIR data types by their shape, as far as searches compare them. */
final class Values {
    private static final Set<String> CONTACTS = Set.of("phone", "fax", "email", "pager", "url", "sms", "other");
    private static final List<String> NAME = List.of("text", "family", "given", "prefix", "suffix");
    private static final List<String> ADDRESS =
            List.of("text", "line", "city", "district", "state", "country", "postalCode");

    private Values() {}

    /**
     * A code with its system.
     *
     * @param system empty where there is none
     */
    record Code(String system, String code) {}

    /** Codes of a CodeableConcept, Coding, Identifier, ContactPoint, code, string, boolean or uri. */
    static void codes(JsonNode value, String systemOfPlain, Consumer<Code> codes) {
        if (value.isValueNode()) {
            codes.accept(new Code(systemOfPlain, value.asText()));
        } else if (value.has("coding")) {
            value.get("coding").forEach(coding -> coding(coding, codes));
        } else if (value.has("code")) {
            coding(value, codes);
        } else if (value.has("value")) {
            String system = value.path("system").asText("");
            codes.accept(new Code(
                    CONTACTS.contains(system) ? "" : system, value.get("value").asText()));
        } else if (value.has("system")) {
            coding(value, codes);
        }
    }

    private static void coding(JsonNode coding, Consumer<Code> codes) {
        codes.accept(
                new Code(coding.path("system").asText(""), coding.path("code").asText("")));
    }

    /** Texts of a string, HumanName or Address. */
    static void texts(JsonNode value, Consumer<String> texts) {
        if (value.isTextual()) {
            texts.accept(value.textValue());
            return;
        }
        for (String part :
                value.has("family") || value.has("given") ? NAME : value.has("text") ? NAME : List.<String>of()) {
            all(value.path(part), texts);
        }
        for (String part : ADDRESS) {
            if (!part.equals("text")) {
                all(value.path(part), texts);
            }
        }
    }

    private static void all(JsonNode value, Consumer<String> texts) {
        if (value.isTextual()) {
            texts.accept(value.textValue());
        } else {
            value.forEach(element -> all(element, texts));
        }
    }

    /** The stretches of a date, Period or Timing. */
    static List<TimeSpan> spans(JsonNode value, ZoneId zone) {
        List<TimeSpan> spans = new ArrayList<>(1);
        if (value.isTextual()) {
            add(TimeSpan.parse(value.textValue(), zone), spans);
        } else if (value.has("start") || value.has("end")) {
            add(period(value, zone), spans);
        } else if (value.has("event") || value.has("repeat")) {
            add(timing(value, zone), spans);
        }
        return spans;
    }

    private static void add(@Nullable TimeSpan span, List<TimeSpan> spans) {
        if (span != null) {
            spans.add(span);
        }
    }

    private static @Nullable TimeSpan period(JsonNode period, ZoneId zone) {
        TimeSpan start = TimeSpan.parse(period.path("start").asText(""), zone);
        TimeSpan end = TimeSpan.parse(period.path("end").asText(""), zone);
        if (start == null && end == null) {
            return null;
        }
        Instant low = start == null ? TimeSpan.EARLIEST : start.low();
        return new TimeSpan(low, end == null ? TimeSpan.LATEST : end.high());
    }

    /** From the first event to the end of the last, else the bounds of the repetition. */
    private static @Nullable TimeSpan timing(JsonNode timing, ZoneId zone) {
        TimeSpan whole = null;
        for (JsonNode event : timing.path("event")) {
            TimeSpan one = TimeSpan.parse(event.asText(""), zone);
            if (one != null) {
                whole = whole == null
                        ? one
                        : new TimeSpan(
                                one.low().isBefore(whole.low()) ? one.low() : whole.low(),
                                one.high().isAfter(whole.high()) ? one.high() : whole.high());
            }
        }
        JsonNode bounds = timing.path("repeat").path("boundsPeriod");
        return whole == null && bounds.isObject() ? period(bounds, zone) : whole;
    }
}
