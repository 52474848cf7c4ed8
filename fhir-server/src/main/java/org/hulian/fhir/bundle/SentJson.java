package org.hulian.fhir.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;

/** Sent JSON that is read token by token, within bounds, and whose resources stay bytes. */
final class SentJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(80)
                    .maxNumberLength(64)
                    .maxStringLength(16 << 20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SentJson() {}

    static JsonParser parser(byte[] json) throws IOException {
        return JSON.createParser(json);
    }

    /** The bytes of the object that begins here; the parser goes on behind it. */
    static byte[] object(JsonParser parser, byte[] json) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
    }
}
