package org.hulian.fhir.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.recognition.RepeatReason;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.order.Advice;

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

    HookCards(String language, Supplier<UUID> ids) {
        this.chinese = language.equals("zh");
        this.text = new CardText(chinese);
        this.ids = ids;
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
        if (advice.extent() == Advice.Extent.WHOLE) {
            suggestion(advice, json);
        }
        if (offered) {
            reasons(json);
        }
        json.writeEndObject();
    }

    /** Only an order that is answered as a whole can be left out. */
    private void suggestion(Advice advice, JsonGenerator json) throws IOException {
        json.writeStringField("selectionBehavior", "at-most-one");
        json.writeArrayFieldStart("suggestions");
        json.writeStartObject();
        json.writeStringField("label", say(new Words("Rely on the earlier results", "采用既往结果，不再开立")));
        json.writeStringField("uuid", ids.get().toString());
        json.writeArrayFieldStart("actions");
        json.writeStartObject();
        json.writeStringField("type", "delete");
        json.writeStringField("description", say(new Words("Leave this order out", "取消本医嘱")));
        json.writeStringField("resourceId", advice.order().reference());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
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
