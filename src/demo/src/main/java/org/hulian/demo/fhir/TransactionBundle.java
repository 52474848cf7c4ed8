package org.hulian.demo.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A transaction of PUT entries, and of POST entries where the hub gives the id. */
public final class TransactionBundle {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final ArrayNode entries = Fhir.list();

    /** Adds a resource with an id, to be stored under it. */
    public TransactionBundle put(ObjectNode resource) {
        String url = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        ObjectNode entry = entries.addObject();
        entry.put("fullUrl", Fhir.BASE + url);
        entry.set("resource", resource);
        entry.putObject("request").put("method", "PUT").put("url", url);
        return this;
    }

    TransactionBundle post(ObjectNode resource) {
        ObjectNode entry = entries.addObject();
        entry.set("resource", resource);
        entry.putObject("request")
                .put("method", "POST")
                .put("url", resource.path("resourceType").asText());
        return this;
    }

    TransactionBundle putAll(TransactionBundle other) {
        entries.addAll(other.entries);
        return this;
    }

    public List<ObjectNode> resources() {
        List<ObjectNode> resources = new ArrayList<>();
        entries.forEach(entry -> resources.add((ObjectNode) entry.path("resource")));
        return resources;
    }

    /** A resource in UTF-8, in one line without its end. */
    public static byte[] line(ObjectNode resource) {
        try {
            return JSON.writeValueAsBytes(resource);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes always serialises", e);
        }
    }

    public int size() {
        return entries.size();
    }

    public byte[] json() {
        ObjectNode bundle = Fhir.object().put("resourceType", "Bundle").put("type", "transaction");
        bundle.set("entry", entries);
        return line(bundle);
    }
}
