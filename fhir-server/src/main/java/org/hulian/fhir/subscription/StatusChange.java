package org.hulian.fhir.subscription;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Subscription with the status the hub gives it. */
final class StatusChange {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StatusChange() {}

    static byte[] of(byte[] subscription, String status, @Nullable String error) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(subscription);
            tree.put("status", status);
            if (error == null) {
                tree.remove("error");
            } else {
                tree.put("error", error);
            }
            if (tree.get("meta") instanceof ObjectNode meta) {
                meta.remove(List.of("versionId", "lastUpdated"));
                if (meta.isEmpty()) {
                    tree.remove("meta");
                }
            }
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
