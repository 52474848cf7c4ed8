package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.RepeatReason;
import org.hulian.fhir.recognition.resource.FhirJson;

/**
 * What became of cards, as the physician's system tells it.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/#feedback">feedback</a>
 */
final class HookFeedback {
    /** Cards in one feedback, at most. */
    private static final int MOST = 100;

    private HookFeedback() {}

    /** A line for each card, for the log; free words and times of the client are left out. */
    static List<String> read(byte[] json) {
        JsonNode body = FhirJson.read(json);
        JsonNode list = body == null ? FhirJson.missing() : body.path("feedback");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            throw invalid("feedback", "must be a list of 1 to " + MOST + " cards", "须为 1 至 " + MOST + " 张卡片的列表");
        }
        List<String> told = new ArrayList<>();
        for (JsonNode one : list) {
            told.add(line(one));
        }
        return told;
    }

    private static String line(JsonNode one) {
        String card = one.path("card").asText();
        if (!card.matches("[0-9a-fA-F-]{36}")) {
            throw invalid("feedback.card", "must be the uuid of a card", "须为卡片的 uuid");
        }
        return switch (one.path("outcome").asText()) {
            case "accepted" -> {
                String suggestion = one.at("/acceptedSuggestions/0/id").asText();
                if (!suggestion.matches("[0-9a-fA-F-]{36}")) {
                    throw invalid(
                            "feedback.acceptedSuggestions", "must name the suggestion that was accepted", "须指明被采纳的建议");
                }
                yield "card=" + card + "&outcome=accepted&suggestion=" + suggestion;
            }
            case "overridden" -> {
                String code = one.at("/overrideReason/reason/code").asText();
                boolean known = Arrays.stream(RepeatReason.values())
                        .anyMatch(reason -> reason.code().equals(code));
                if (!code.isEmpty() && !known) {
                    throw invalid(
                            "feedback.overrideReason.reason.code",
                            "must be one of the card's overrideReasons",
                            "须为卡片给出的理由之一");
                }
                yield "card=" + card + "&outcome=overridden" + (code.isEmpty() ? "" : "&reason=" + code);
            }
            default -> throw invalid("feedback.outcome", "must be accepted or overridden", "须为 accepted 或 overridden");
        };
    }

    private static FailureException invalid(String expression, String en, String zh) {
        return new FailureException(new Failure.Malformed(
                "value",
                List.of(new Failure.Issue(
                        "value", expression, expression + " " + en + ".", expression + "：" + zh + "。"))));
    }
}
