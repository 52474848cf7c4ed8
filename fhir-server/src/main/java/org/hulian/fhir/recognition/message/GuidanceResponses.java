package org.hulian.fhir.recognition.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.order.Advice;
import org.hulian.fhir.recognition.order.JudgedLine;
import org.hulian.fhir.recognition.order.LineText;
import org.hulian.fhir.recognition.order.VerdictParameters;

/**
 * Advice as it is kept: one GuidanceResponse for each order, the answer of {@code $recognize} in it. Its id follows from
 * the order's, so that a message that comes again replaces the advice.
 *
 * @see <a href="https://hl7.org/fhir/R4/guidanceresponse.html">GuidanceResponse</a>
 */
final class GuidanceResponses {
    private static final JsonFactory JSON = new JsonFactory();

    private final VerdictParameters verdicts;
    private final InstantSource clock;

    GuidanceResponses(VerdictParameters verdicts, InstantSource clock) {
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** A transaction that writes them all. */
    byte[] bundle(List<Advice> advice, UUID message, String rules) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("resourceType", "Bundle");
            json.writeStringField("type", "transaction");
            json.writeArrayFieldStart("entry");
            for (Advice one : advice) {
                String id = id(one.order().reference());
                json.writeStartObject();
                json.writeFieldName("resource");
                response(one, id, message, rules, json);
                json.writeObjectFieldStart("request");
                json.writeStringField("method", "PUT");
                json.writeStringField("url", "GuidanceResponse/" + id);
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String id(String order) {
        return UUID.nameUUIDFromBytes(("GuidanceResponse of " + order).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private void response(Advice advice, String id, UUID message, String rules, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "GuidanceResponse");
        json.writeStringField("id", id);
        json.writeArrayFieldStart("contained");
        json.writeRawValue(identified(verdicts.of(rules, advice.lines())));
        json.writeEndArray();
        json.writeObjectFieldStart("requestIdentifier");
        json.writeStringField("system", "http://hulian.org/fhir/identifier/feed-message");
        json.writeStringField("value", message.toString());
        json.writeEndObject();
        json.writeStringField("moduleUri", "http://hulian.org/fhir/OperationDefinition/ServiceRequest-recognize");
        json.writeStringField("status", "success");
        reference("subject", String.valueOf(advice.order().patient()), json);
        json.writeStringField(
                "occurrenceDateTime",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeArrayFieldStart("reasonReference");
        json.writeStartObject();
        json.writeStringField("reference", advice.order().reference());
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayFieldStart("note");
        for (JudgedLine line : advice.lines()) {
            Words text = LineText.of(line);
            note(line.name().zh() + "：" + text.zh(), json);
            note(line.name().en() + ": " + text.en(), json);
        }
        json.writeEndArray();
        reference("outputParameters", "#verdicts", json);
        json.writeEndObject();
    }

    /** Parameters under the id the response names them by. */
    private static String identified(byte[] parameters) {
        String text = new String(parameters, StandardCharsets.UTF_8);
        return text.replaceFirst(
                "\"resourceType\":\"Parameters\"", "\"resourceType\":\"Parameters\",\"id\":\"verdicts\"");
    }

    private static void note(String text, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static void reference(String name, String reference, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("reference", reference);
        json.writeEndObject();
    }
}
