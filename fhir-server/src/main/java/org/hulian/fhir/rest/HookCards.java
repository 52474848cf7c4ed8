package org.hulian.fhir.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.recognition.RepeatReason;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.decision.Suggested;
import org.hulian.fhir.recognition.order.Advice;
import org.hulian.security.consent.Caller;

/**
 * Cards of CDS Hooks: one for each order that earlier results answer wholly or in part, or that has results to look at.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/#cds-service-response">response</a>
 */
final class HookCards {
    private static final JsonFactory JSON = new JsonFactory();

    private final boolean chinese;
    private final CardText text;
    private final Supplier<UUID> ids;

    private final Signing signing;

    /**
     * What the cards are for.
     *
     * @param drafts    orders as they were sent, by reference
     * @param operation URL of {@code $recognize-decision}
     */
    record Signing(Map<String, ObjectNode> drafts, Caller caller, Instant now, String operation) {}

    HookCards(String language, Supplier<UUID> ids, Signing signing) {
        this.chinese = language.equals("zh");
        this.text = new CardText(chinese);
        this.ids = ids;
        this.signing = signing;
    }

    byte[] of(List<Advice> advice) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("cards");
            for (Advice one : advice) {
                if (one.extent() != Advice.Extent.NOTHING) {
                    card(one, json);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private void card(Advice advice, JsonGenerator json) throws IOException {
        boolean offered = advice.extent() == Advice.Extent.WHOLE || advice.extent() == Advice.Extent.PART;
        json.writeStartObject();
        json.writeStringField("uuid", ids.get().toString());
        json.writeStringField("summary", text.summary(advice));
        json.writeStringField("detail", text.detail(advice));
        json.writeStringField("indicator", advice.extent() == Advice.Extent.WHOLE ? "warning" : "info");
        json.writeObjectFieldStart("source");
        json.writeStringField("label", say(new Words("Hulian: mutual recognition", "互联：检查检验结果互认")));
        json.writeEndObject();
        ObjectNode draft = signing.drafts().get(advice.order().reference());
        if (offered && draft != null) {
            Suggested suggested = new Suggested(advice, draft);
            suggestion(advice, suggested, json);
            bodies(suggested, json);
        }
        if (offered) {
            reasons(json);
        }
        json.writeEndObject();
    }

    /** The order as it is once the results are relied on: linked to them, and closed where nothing is left of it. */
    private void suggestion(Advice advice, Suggested suggested, JsonGenerator json) throws IOException {
        boolean whole = advice.extent() == Advice.Extent.WHOLE;
        json.writeStringField("selectionBehavior", "at-most-one");
        json.writeArrayFieldStart("suggestions");
        json.writeStartObject();
        json.writeStringField(
                "label",
                say(
                        whole
                                ? new Words("Rely on the earlier results", "采用既往结果，不再开立")
                                : new Words("Rely on the earlier results, do the rest", "采用既往结果，其余项目照常开立")));
        json.writeStringField("uuid", ids.get().toString());
        json.writeBooleanField("isRecommended", whole);
        json.writeArrayFieldStart("actions");
        json.writeStartObject();
        json.writeStringField("type", "update");
        json.writeStringField(
                "description",
                say(
                        whole
                                ? new Words("Close this order and link the results to it", "关闭本医嘱并关联既往结果")
                                : new Words("Link the results to this order", "将既往结果关联到本医嘱")));
        json.writeFieldName("resource");
        json.writeRawValue(suggested.closed(signing.caller(), signing.now()).toString());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** What to POST when the suggestion is accepted, and when it is overridden, under a name of our own. */
    private void bodies(Suggested suggested, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("extension");
        json.writeObjectFieldStart("org.hulian.recognize-decision");
        json.writeStringField("url", signing.operation());
        json.writeFieldName("accept");
        json.writeRawValue(suggested.accept().toString());
        json.writeFieldName("override");
        json.writeRawValue(suggested.override().toString());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void reasons(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("overrideReasons");
        for (RepeatReason reason : RepeatReason.values()) {
            json.writeStartObject();
            json.writeStringField("code", reason.code());
            json.writeStringField("system", RepeatReason.SYSTEM);
            json.writeStringField("display", say(reason.words()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private String say(Words words) {
        return chinese ? words.zh() : words.en();
    }
}
