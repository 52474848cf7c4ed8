package org.hulian.demo.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A transaction of PUT entries. */
public final class TransactionBundle {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final ArrayNode entries = Fhir.list();

    TransactionBundle put(ObjectNode resource) {
        String url = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        ObjectNode entry = entries.addObject();
        entry.put("fullUrl", Fhir.BASE + url);
        entry.set("resource", resource);
        entry.putObject("request").put("method", "PUT").put("url", url);
        return this;
    }

    TransactionBundle putAll(TransactionBundle other) {
        entries.addAll(other.entries);
        return this;
    }

    public int size() {
        return entries.size();
    }

    public byte[] json() {
        ObjectNode bundle = Fhir.object().put("resourceType", "Bundle").put("type", "transaction");
        bundle.set("entry", entries);
        try {
            return JSON.writeValueAsBytes(bundle);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes always serialises", e);
        }
    }
}
