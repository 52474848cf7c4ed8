package org.hulian.bench.load;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path    from the FHIR base on, with query; from the root on for a service {@code beside} it
 * @param body    FHIR JSON unless a Content-Type is among the headers, null for none
 * @param units   what it counts for when it succeeds
 * @param headers beside those that all requests have
 */
public record Call(
        String method, String path, @Nullable Buffer body, int units, boolean beside, Map<String, String> headers) {
    public Call(String method, String path, @Nullable Buffer body, int units) {
        this(method, path, body, units, false, Map.of());
    }

    public static Call get(String path) {
        return new Call("GET", path, null, 1);
    }

    /** Of the service beside the FHIR base. */
    public static Call beside(String path, Buffer body) {
        return new Call("POST", path, body, 1, true, Map.of());
    }

    /** With its parameters in the body. */
    public static Call form(String path, String parameters) {
        return new Call("POST", path, Buffer.buffer(parameters), 1)
                .with("Content-Type", "application/x-www-form-urlencoded");
    }

    public Call with(String header, String value) {
        return new Call(method, path, body, units, beside, Map.of(header, value));
    }
}
