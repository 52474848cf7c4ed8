package org.hulian.fhir.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Transaction;
import org.hulian.fhir.recognition.resource.FhirJson;

/**
 * Takes in FHIR messages, <a
 * href="https://hl7.org/fhir/R4/messageheader-operation-process-message.html">$process-message</a>: their resources are
 * stored together or not at all, those without an id under ids made from the message's, so that a message that comes again
 * changes nothing.
 */
public final class Messages {
    private final Transaction transaction;
    private final String base;
    private final Supplier<UUID> ids;

    /** Stores by transactions; answers come from an endpoint. */
    public Messages(Transaction transaction, String base, Supplier<UUID> ids) {
        this.transaction = transaction;
        this.base = base;
        this.ids = ids;
    }

    /** The response message. */
    public Uni<byte[]> process(byte[] json, RequestContext context) {
        JsonNode message = FhirJson.read(json);
        JsonNode header = message == null ? null : message.path("entry").path(0).path("resource");
        if (message == null
                || header == null
                || !message.path("type").asText().equals("message")
                || !header.path("resourceType").asText().equals("MessageHeader")) {
            throw malformed(
                    "Bundle",
                    "A message is a Bundle of type message whose first entry is a MessageHeader.",
                    "消息应为 type=message 的 Bundle，且首个条目为 MessageHeader。");
        }
        String id = header.path("id").asText(message.path("id").asText());
        if (id.isEmpty()) {
            throw malformed(
                    "Bundle.entry[0].resource.id",
                    "The MessageHeader or the Bundle needs an id, by which a repeated message is known.",
                    "MessageHeader 或 Bundle 必须有 id，用于识别重复消息。");
        }
        return transaction.by(transactionOf(message, id), context).map(done -> response(header, id));
    }

    private static byte[] transactionOf(JsonNode message, String id) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle");
        bundle.put("type", "transaction");
        ArrayNode entries = bundle.putArray("entry");
        int number = 0;
        for (JsonNode sent : message.path("entry")) {
            if (!(sent.path("resource") instanceof ObjectNode resource)) {
                throw malformed("Bundle.entry[" + number + "]", "The entry has no resource.", "条目缺少 resource。");
            }
            if (!resource.has("id")) {
                resource.put("id", derived(id, number).toString());
            }
            ObjectNode entry = entries.addObject();
            if (sent.has("fullUrl")) {
                entry.set("fullUrl", sent.get("fullUrl"));
            }
            entry.set("resource", resource);
            entry.putObject("request")
                    .put("method", "PUT")
                    .put(
                            "url",
                            resource.path("resourceType").asText() + "/"
                                    + resource.path("id").asText());
            number++;
        }
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 9562 version 8: the same of the same message. */
    private static UUID derived(String message, int entry) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(("message/" + message + "/" + entry).getBytes(StandardCharsets.UTF_8)));
            long high = (digest.getLong() & ~0xf000L) | 0x8000L;
            long low = (digest.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] response(JsonNode header, String id) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle");
        bundle.put("id", ids.get().toString());
        bundle.put("type", "message");
        String answered = ids.get().toString();
        ObjectNode entry = bundle.putArray("entry").addObject();
        entry.put("fullUrl", "urn:uuid:" + answered);
        ObjectNode answer = entry.putObject("resource");
        answer.put("resourceType", "MessageHeader");
        answer.put("id", answered);
        for (String event : List.of("eventCoding", "eventUri")) {
            if (header.has(event)) {
                answer.set(event, header.get(event));
            }
        }
        answer.putObject("source").put("endpoint", base + "/$process-message");
        answer.putObject("response").put("identifier", id).put("code", "ok");
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static FailureException malformed(String expression, String en, String zh) {
        return new FailureException(
                new Failure.Malformed("structure", List.of(new Failure.Issue("structure", expression, en, zh))));
    }
}
