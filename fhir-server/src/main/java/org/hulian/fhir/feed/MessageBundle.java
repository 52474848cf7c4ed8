package org.hulian.fhir.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;

/** The transaction Bundle a message was mapped to, looked at from the feed's side. */
final class MessageBundle {
    /** HL7 version 2 in its vertical-bar encoding, as HL7 over HTTP names it. */
    static final String ER7 = "x-application/hl7-v2+er7";

    /** Numbers as they stand: 5.60 stays 5.60. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final JsonFactory FACTORY = new JsonFactory();

    private final byte[] bytes;
    private final ObjectNode tree;

    private MessageBundle(byte[] bytes, ObjectNode tree) {
        this.bytes = bytes;
        this.tree = tree;
    }

    static MessageBundle of(byte[] bytes) {
        try {
            return new MessageBundle(bytes, (ObjectNode) JSON.readTree(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("the mapper writes JSON", e);
        }
    }

    /**
     * One entry.
     *
     * @param key  the resource it writes
     * @param node the entry itself
     */
    record Entry(ResourceKey key, ObjectNode node) {
        ObjectNode resource() {
            return (ObjectNode) node.path("resource");
        }

        /** The same for a resource that stands in this version, and only in this. */
        Entry over(Version version, ObjectNode resource) {
            ObjectNode changed = node.deepCopy();
            changed.set("resource", resource);
            changed.withObject("/request").put("ifMatch", "W/\"" + version.number() + "\"");
            return new Entry(key, changed);
        }
    }

    /** A resource on its own. */
    static ObjectNode object(byte[] resource) {
        try {
            return (ObjectNode) JSON.readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("the store keeps JSON", e);
        }
    }

    /** What is written, in the order of the entries. */
    List<Entry> written() {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : tree.path("entry")) {
            JsonNode resource = entry.path("resource");
            ResourceType type =
                    ResourceTypes.r4().get(resource.path("resourceType").asText());
            ResourceId id = new ResourceId(resource.path("id").asText());
            entries.add(new Entry(new ResourceKey(type, id), (ObjectNode) entry));
        }
        return entries;
    }

    List<ResourceKey> keys() {
        return written().stream().map(Entry::key).toList();
    }

    /** The same Bundle with other entries. */
    MessageBundle with(List<Entry> entries) {
        ObjectNode changed = tree.deepCopy();
        ArrayNode array = changed.putArray("entry");
        entries.forEach(entry -> array.add(entry.node()));
        try {
            return new MessageBundle(JSON.writeValueAsBytes(changed), changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When the message says it was sent; empty when it does not. */
    Optional<Instant> sent() {
        return resources("Provenance").stream()
                .map(provenance -> provenance.path("recorded").asText(""))
                .filter(text -> !text.isEmpty())
                .map(text -> OffsetDateTime.parse(text).toInstant())
                .findFirst();
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
