package org.hulian.fhir.feed.codes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** What was sent to an operation, by parameter name; a Coding also under {@code name.system} and {@code name.display}. */
public record MappingRequest(Map<String, String> values) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** From a Parameters resource in JSON. */
    public static MappingRequest of(byte[] json) {
        JsonNode body;
        try {
            body = JSON.readTree(json);
        } catch (IOException e) {
            throw new FailureException(new Failure.Malformed("structure", List.of()));
        }
        if (!body.path("resourceType").asText().equals("Parameters")) {
            throw invalid("structure", "Parameters", "Send a Parameters resource.", "请发送 Parameters 资源。");
        }
        Map<String, String> values = new HashMap<>();
        for (JsonNode parameter : body.path("parameter")) {
            String name = parameter.path("name").asText();
            for (Map.Entry<String, JsonNode> field : parameter.properties()) {
                if (field.getKey().startsWith("value")) {
                    put(values, name, field.getValue());
                }
            }
        }
        return new MappingRequest(values);
    }

    private static void put(Map<String, String> values, String name, JsonNode value) {
        if (value.isValueNode()) {
            values.put(name, value.asText());
        } else {
            values.put(name, value.path("code").asText());
            values.put(name + ".system", value.path("system").asText());
            values.put(name + ".display", value.path("display").asText());
        }
    }

    /** Empty when it was not sent. */
    public String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    String required(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            throw invalid("required", at(name), "The parameter " + name + " is needed.", "缺少参数 " + name + "。");
        }
        return text;
    }

    /** One of the words, the first when it was not sent. */
    String oneOf(String name, String... words) {
        String text = text(name);
        if (text.isEmpty()) {
            return words[0];
        }
        if (!List.of(words).contains(text)) {
            String known = String.join(", ", words);
            throw invalid("value", at(name), name + " must be one of " + known + ".", name + " 只能是：" + known + "。");
        }
        return text;
    }

    /** A day is its first moment in the region. */
    @Nullable
    Instant instant(String name, ZoneId zone) {
        String text = text(name);
        try {
            if (text.isEmpty()) {
                return null;
            }
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid(
                    "value",
                    at(name),
                    name + " must be a date or a date with time and offset, such as 2026-12-01.",
                    name + " 应为日期，或带时区的日期时间，如 2026-12-01。");
        }
    }

    static FailureException invalid(String code, String expression, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(code, expression, en, zh))));
    }

    static String at(String name) {
        return "Parameters.parameter.where(name='" + name + "').value";
    }
}
