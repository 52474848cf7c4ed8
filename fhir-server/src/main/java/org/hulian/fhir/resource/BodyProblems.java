package org.hulian.fhir.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/** What can be wrong with a body, in words without any of its content. */
final class BodyProblems {
    private BodyProblems() {}

    static FailureException malformed(String where, String en, String zh) {
        return malformed("structure", where, en, zh);
    }

    static FailureException malformed(String code, String where, String en, String zh) {
        return new FailureException(new Failure.Malformed(code, List.of(new Failure.Issue(code, where, en, zh))));
    }

    static FailureException invalid(String code, String where, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(code, where, en, zh))));
    }

    static FailureException tooLong(int limit) {
        return new FailureException(new Failure.TooLong("body", limit));
    }

    static FailureException limit(String where, BodyLimits limits, StreamConstraintsException past) {
        String message = String.valueOf(past.getOriginalMessage());
        String code =
                message.contains("nesting depth") ? "too-costly" : message.contains("Number") ? "value" : "too-long";
        return limit(where, limits, code);
    }

    static FailureException limit(String where, BodyLimits limits, String code) {
        String en =
                "nested deeper than %d levels, or a number longer than %d digits, or a text longer than %d characters"
                        .formatted(limits.depth(), limits.digits(), limits.text());
        String zh = "嵌套超过 %d 层，或数字超过 %d 位，或文本超过 %d 个字符".formatted(limits.depth(), limits.digits(), limits.text());
        return malformed(code, where, en, zh);
    }

    static FailureException syntax(JsonParser parser, StreamReadException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        String message = e.getOriginalMessage();
        if (message != null && message.startsWith("Duplicate field")) {
            String en = "a property is given twice in one object, line %d column %d".formatted(line, column);
            return malformed(where(parser), en, "同一对象中属性重复，第 %d 行第 %d 列".formatted(line, column));
        }
        String en = "not well-formed JSON at line %d column %d".formatted(line, column);
        return malformed(where(parser), en, "第 %d 行第 %d 列不是合法的 JSON".formatted(line, column));
    }

    /** Where the parser stands, as FHIRPath: {@code name[0].family}. */
    static String where(JsonParser parser) {
        Deque<String> steps = new ArrayDeque<>();
        JsonStreamContext context = parser.getParsingContext();
        while (context != null && !context.inRoot()) {
            if (context.inArray()) {
                steps.push("[" + Math.max(context.getCurrentIndex(), 0) + "]");
            } else if (context.getCurrentName() != null) {
                steps.push("." + context.getCurrentName());
            }
            context = context.getParent();
        }
        String path = String.join("", steps);
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
