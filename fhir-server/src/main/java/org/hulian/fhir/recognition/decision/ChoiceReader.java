package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.RepeatReason;
import org.hulian.fhir.recognition.resource.CatalogueCode;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.jspecify.annotations.Nullable;

/** Reads the Parameters of a decision; everything that is wrong is said at once. */
final class ChoiceReader {
    private static final int WORDS = 2_000;

    private final UnaryOperator<String> local;
    private final Instant now;
    private final List<Failure.Issue> issues = new ArrayList<>();

    private ChoiceReader(UnaryOperator<String> local, Instant now) {
        this.local = local;
        this.now = now;
    }

    /**
     * The choice, or a {@link FailureException}.
     *
     * @param local makes references to this server relative
     */
    static Choice read(JsonNode parameters, UnaryOperator<String> local, Instant now) {
        return new ChoiceReader(local, now).read(parameters);
    }

    private Choice read(JsonNode parameters) {
        Choice choice = choice(parameters);
        if (choice == null || !issues.isEmpty()) {
            throw new FailureException(new Failure.Invalid(List.copyOf(issues)));
        }
        return choice;
    }

    private @Nullable Choice choice(JsonNode parameters) {
        Set<String> items = items(parameters);
        String decision = text(one(parameters, "decision"), "valueCode", "valueString");
        return switch (decision) {
            case Choice.Recognise.CODE -> recognise(parameters, items);
            case Choice.Repeat.CODE -> repeat(parameters, items);
            default -> {
                wrong("decision", "must be recognise or repeat", "须为 recognise 或 repeat");
                yield null;
            }
        };
    }

    private Choice recognise(JsonNode parameters, Set<String> items) {
        Set<String> results = new LinkedHashSet<>();
        for (JsonNode parameter : all(parameters, "result")) {
            String reference =
                    local.apply(parameter.at("/valueReference/reference").asText());
            if (!reference.matches("(Observation|DiagnosticReport)/[A-Za-z0-9.-]{1,64}")) {
                wrong("result", "must refer to an Observation or DiagnosticReport here", "须引用本平台的检验或检查结果");
            }
            results.add(reference);
        }
        if (results.isEmpty()) {
            wrong("result", "names the result that is relied on; it is missing", "缺少所采用的既往结果");
        }
        if (!one(parameters, "reason").isMissingNode()) {
            wrong("reason", "belongs to a repeat, not to a recognition", "仅用于重复检查，互认时不得填写");
        }
        return new Choice.Recognise(results, items);
    }

    private @Nullable Choice repeat(JsonNode parameters, Set<String> items) {
        if (!one(parameters, "result").isMissingNode()) {
            wrong("result", "belongs to a recognition, not to a repeat", "仅用于互认，重复检查时不得填写");
        }
        RepeatReason reason = reason(parameters);
        JsonNode said = one(parameters, "reason-text");
        String words = said.isMissingNode() ? null : text(said, "valueString").strip();
        if (words != null && (words.isEmpty() || words.length() > WORDS)) {
            wrong("reason-text", "must have 1 to " + WORDS + " characters", "须为 1 至 " + WORDS + " 个字符");
        }
        if (reason == RepeatReason.OTHER_NEED && words == null) {
            wrong("reason-text", "is needed with other-need: say what the need is", "选择 other-need 时须说明具体情形");
        }
        Instant informed = informed(parameters);
        return reason == null || informed == null ? null : new Choice.Repeat(reason, words, informed, items);
    }

    private @Nullable RepeatReason reason(JsonNode parameters) {
        List<JsonNode> given = all(parameters, "reason");
        if (given.size() == 1) {
            JsonNode reason = given.getFirst();
            String system = reason.at("/valueCoding/system").asText(RepeatReason.SYSTEM);
            String code =
                    reason.has("valueCoding") ? reason.at("/valueCoding/code").asText() : text(reason, "valueCode");
            for (RepeatReason known : RepeatReason.values()) {
                if (known.code().equals(code) && system.equals(RepeatReason.SYSTEM)) {
                    return known;
                }
            }
        }
        String codes =
                Arrays.stream(RepeatReason.values()).map(RepeatReason::code).collect(Collectors.joining(", "));
        wrong("reason", "must be exactly one of " + codes, "须且仅须为以下之一：" + codes);
        return null;
    }

    private @Nullable Instant informed(JsonNode parameters) {
        String told = text(one(parameters, "patient-informed"), "valueDateTime", "valueInstant");
        try {
            Instant at = OffsetDateTime.parse(told).toInstant();
            if (!at.isAfter(now)) {
                return at;
            }
        } catch (DateTimeException unreadable) {
            // Said below, like a time to come.
        }
        wrong(
                "patient-informed",
                "says when the patient was told why: a dateTime with a zone, not in the future",
                "须为告知患者的时间：带时区的 dateTime，且不晚于当前时间");
        return null;
    }

    private Set<String> items(JsonNode parameters) {
        Set<String> items = new LinkedHashSet<>();
        for (JsonNode parameter : all(parameters, "item")) {
            String code = parameter.at("/valueCoding/code").asText();
            String system = parameter.at("/valueCoding/system").asText();
            if (code.isEmpty()) {
                wrong("item", "must be a coding as $recognize names it", "须为 $recognize 给出的编码");
            }
            boolean known = system.equals(FhirJson.LOINC) || system.equals(FhirJson.EXAMINATION);
            items.add(known || system.isEmpty() ? code : CatalogueCode.text(system, code));
        }
        return items;
    }

    private JsonNode one(JsonNode parameters, String name) {
        List<JsonNode> found = all(parameters, name);
        if (found.size() > 1) {
            wrong(name, "may stand only once", "只能出现一次");
        }
        return found.isEmpty() ? FhirJson.missing() : found.getFirst();
    }

    private static List<JsonNode> all(JsonNode parameters, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                found.add(parameter);
            }
        }
        return found;
    }

    private static String text(JsonNode parameter, String... values) {
        for (String value : values) {
            if (parameter.has(value)) {
                return parameter.path(value).asText();
            }
        }
        return "";
    }

    private void wrong(String name, String en, String zh) {
        issues.add(new Failure.Issue(
                "value", "Parameters.parameter('" + name + "')", name + " " + en + ".", name + "：" + zh + "。"));
    }
}
