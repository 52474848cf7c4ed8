package org.hulian.fhir.store.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.ComposedBody;
import org.hulian.fhir.resource.Mark;
import org.hulian.fhir.resource.ResourceKeys;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a body what the clinical database must not hold, and puts it back: byte copies, no parsing.
 *
 * <p>Spans are triples of variable-length numbers: bytes to copy before the place, what stands there, and the length of
 * its piece. An id that can be made from its key needs no piece; any other id is kept as one.
 */
final class Splices {
    private static final int PSEUDONYM = 0;
    private static final int PSEUDONYM_OF_KEPT_ID = 1;
    private static final int PIECE = 2;
    private static final int UUID_LENGTH = 36;
    private static final byte[] GAP = "null".getBytes(StandardCharsets.US_ASCII);

    private Splices() {}

    /** The stored form. */
    static StoredBody cut(ComposedBody body, UnaryOperator<UUID> pseudonym) {
        if (body.marks().isEmpty()) {
            return new StoredBody(body.bytes(), null, null);
        }
        byte[] bytes = body.bytes();
        ByteArrayOutputStream json = new ByteArrayOutputStream(bytes.length + 64);
        ByteArrayOutputStream spans = new ByteArrayOutputStream();
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        int at = 0;
        for (Mark mark : body.marks()) {
            json.write(bytes, at, mark.start() - at);
            number(spans, mark.start() - at);
            int length = mark.end() - mark.start();
            switch (mark.kind()) {
                case PATIENT_ID -> {
                    String id = new String(bytes, mark.start(), length, StandardCharsets.US_ASCII);
                    UUID key = ResourceKeys.of("Patient", id);
                    json.writeBytes(pseudonym.apply(key).toString().getBytes(StandardCharsets.US_ASCII));
                    boolean kept = ResourceKeys.isHashed(key);
                    number(spans, kept ? PSEUDONYM_OF_KEPT_ID : PSEUDONYM);
                    number(spans, kept ? length : 0);
                    if (kept) {
                        pieces.write(bytes, mark.start(), length);
                    }
                }
                case SEALED -> {
                    json.writeBytes(GAP);
                    number(spans, PIECE);
                    number(spans, length);
                    pieces.write(bytes, mark.start(), length);
                }
            }
            at = mark.end();
        }
        json.write(bytes, at, bytes.length - at);
        return new StoredBody(
                json.toByteArray(), spans.toByteArray(), pieces.size() == 0 ? null : pieces.toByteArray());
    }

    /** The body again; {@code pieces} must be there where any was cut out. */
    static byte[] restore(byte[] json, byte @Nullable [] spans, byte @Nullable [] pieces, UnaryOperator<UUID> reveal) {
        if (spans == null) {
            return json;
        }
        byte[] kept = pieces == null ? new byte[0] : pieces;
        byte[] out = new byte[json.length + kept.length];
        Cursor cursor = new Cursor(spans);
        int from = 0;
        int piece = 0;
        int to = 0;
        while (cursor.hasNext()) {
            int before = cursor.next();
            int kind = cursor.next();
            int length = cursor.next();
            System.arraycopy(json, from, out, to, before);
            from += before;
            to += before;
            if (kind == PSEUDONYM) {
                String pseudonym = new String(json, from, UUID_LENGTH, StandardCharsets.US_ASCII);
                byte[] id = reveal.apply(UUID.fromString(pseudonym)).toString().getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(id, 0, out, to, UUID_LENGTH);
                from += UUID_LENGTH;
                to += UUID_LENGTH;
            } else {
                System.arraycopy(kept, piece, out, to, length);
                piece += length;
                to += length;
                from += kind == PIECE ? GAP.length : UUID_LENGTH;
            }
        }
        int rest = json.length - from;
        System.arraycopy(json, from, out, to, rest);
        return to + rest == out.length ? out : Arrays.copyOf(out, to + rest);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left > 0x7f) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    /** Reads the numbers back. */
    private static final class Cursor {
        private final byte[] spans;
        private int at;

        Cursor(byte[] spans) {
            this.spans = spans;
        }

        boolean hasNext() {
            return at < spans.length;
        }

        int next() {
            int value = 0;
            int shift = 0;
            while (spans[at] < 0) {
                value |= (spans[at] & 0x7f) << shift;
                shift += 7;
                at++;
            }
            value |= spans[at] << shift;
            at++;
            return value;
        }
    }
}
