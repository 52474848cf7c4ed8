package org.hulian.bench.load;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path  from the FHIR base on, with query; from the root on for a service {@code beside} it
 * @param body  FHIR JSON, null for none
 * @param units what it counts for when it succeeds
 */
public record Call(String method, String path, @Nullable Buffer body, int units, boolean beside) {
    public Call(String method, String path, @Nullable Buffer body, int units) {
        this(method, path, body, units, false);
    }

    public static Call get(String path) {
        return new Call("GET", path, null, 1);
    }
}
