package org.hulian.fhir.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKeys;

/** The transaction Bundle a message was mapped to, looked at from the feed's side. */
final class MessageBundle {
    /** HL7 version 2 in its vertical-bar encoding, as HL7 over HTTP names it. */
    static final String ER7 = "x-application/hl7-v2+er7";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = new JsonFactory();

    private final byte[] bytes;
    private final JsonNode tree;

    private MessageBundle(byte[] bytes, JsonNode tree) {
        this.bytes = bytes;
        this.tree = tree;
    }

    static MessageBundle of(byte[] bytes) {
        try {
            return new MessageBundle(bytes, JSON.readTree(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("the mapper writes JSON", e);
        }
    }

    /** Resources of one type. */
    List<JsonNode> resources(String type) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode entry : tree.path("entry")) {
            if (entry.path("resource").path("resourceType").asText("").equals(type)) {
                found.add(entry.path("resource"));
            }
        }
        return found;
    }

    /** Every resource, in the order of the entries. */
    Iterable<JsonNode> entries() {
        return tree.path("entry");
    }

    /** Key of the patient the message is about. */
    Optional<UUID> patient() {
        return patientId().map(id -> ResourceKeys.of("Patient", id));
    }

    /**
     * The Bundle with the message itself as a Binary under the message's id. What the mapper wrote stays byte for byte.
     */
    byte[] withOriginal(UUID message, byte[] original) {
        byte[] entry = original(message, original).getBytes(StandardCharsets.UTF_8);
        int end = endOfEntries();
        boolean first = tree.path("entry").isEmpty();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + entry.length + 1);
        out.write(bytes, 0, end);
        if (!first) {
            out.write(',');
        }
        out.writeBytes(entry);
        out.write(bytes, end, bytes.length - end);
        return out.toByteArray();
    }

    private String original(UUID message, byte[] original) {
        String context = patientId()
                .map(id -> "\"securityContext\":{\"reference\":\"Patient/" + id + "\"},")
                .orElse("");
        return "{\"fullUrl\":\"urn:uuid:" + message + "\",\"resource\":{\"resourceType\":\"Binary\",\"id\":\"" + message
                + "\",\"contentType\":\"" + ER7 + "\"," + context + "\"data\":\""
                + Base64.getEncoder().encodeToString(original)
                + "\"},\"request\":{\"method\":\"PUT\",\"url\":\"Binary/" + message + "\"}}";
    }

    private Optional<String> patientId() {
        return resources("Patient").stream()
                .map(patient -> patient.path("id").asText(""))
                .filter(id -> !id.isEmpty())
                .findFirst();
    }

    private int endOfEntries() {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean entries = parser.currentName().equals("entry");
                parser.nextToken();
                parser.skipChildren();
                if (entries) {
                    return (int) parser.currentLocation().getByteOffset() - 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("the Bundle has no entry");
    }
}
