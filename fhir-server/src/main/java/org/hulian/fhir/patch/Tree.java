package org.hulian.fhir.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/** JSON as a tree whose decimals keep their digits, trailing zeros among them. */
final class Tree {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(80)
                            .maxNumberLength(64)
                            .maxStringLength(16 << 20)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Tree() {}

    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException unreadable) {
            throw malformed("", "The patch is not well-formed JSON.", "补丁不是合法的 JSON。");
        }
    }

    static byte[] write(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a tree has at most so many nodes. */
    static boolean isWithin(JsonNode tree, int most) {
        return left(tree, most) >= 0;
    }

    private static int left(JsonNode node, int budget) {
        int left = budget - 1;
        for (JsonNode child : node) {
            if (left < 0) {
                return left;
            }
            left = left(child, left);
        }
        return left;
    }

    /** The patch itself cannot be read. */
    static FailureException malformed(String expression, String en, String zh) {
        return new FailureException(
                new Failure.Malformed("invalid", List.of(new Failure.Issue("invalid", expression, en, zh))));
    }

    /** The patch does not fit the resource. */
    static FailureException unfit(String expression, String en, String zh) {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue("processing", expression, en, zh))));
    }
}
