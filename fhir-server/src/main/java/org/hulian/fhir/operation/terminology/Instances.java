package org.hulian.fhir.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hulian.terminology.operation.Operation;
import org.hulian.terminology.operation.Request;

/** A call on a stored resource as a call on its type that names the resource. */
public final class Instances {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Instances() {}

    /** The same request, about this resource. */
    public static Request about(Operation operation, byte[] stored, Request request) {
        JsonNode resource = read(stored);
        return switch (operation) {
            case EXPAND, VALIDATE_IN_VALUE_SET, VALIDATE_BATCH -> request.with("valueSet", resource);
            case TRANSLATE -> request.with("conceptMap", resource);
            case VALIDATE_IN_CODE_SYSTEM -> ofSystem("url", resource, request);
            case SUBSUMES, LOOKUP -> ofSystem("system", resource, request);
        };
    }

    private static Request ofSystem(String name, JsonNode resource, Request request) {
        Request named = request.with(name, resource.path("url").asText());
        return resource.has("version")
                ? named.with("version", resource.path("version").asText())
                : named;
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
