package org.hulian.fhir.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Ids that follow from what they name, so that doing something twice does it once; RFC 9562. */
final class MessageIds {
    private MessageIds() {}

    /** Of a message: the same sender, control id and bytes give the same id. */
    static UUID message(String sender, String controlId, byte[] sha256) {
        return version8("feed-message", sender, controlId, HexFormat.of().formatHex(sha256));
    }

    /**
     * Of the audit entry for a message's acceptance: of version 7, because the audit outbox is worked off in the order
     * of time, with bits of the message's id in the place of randomness.
     *
     * @param received of the first delivery
     */
    static UUID acceptance(UUID message, Instant received) {
        ByteBuffer bits = ByteBuffer.wrap(hash("feed-acceptance", message.toString()));
        long high = (received.toEpochMilli() << 16) | 0x7000L | (bits.getLong() & 0x0fffL);
        return new UUID(high, variant(bits.getLong()));
    }

    static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    private static UUID version8(String... parts) {
        ByteBuffer bits = ByteBuffer.wrap(hash(parts));
        long high = (bits.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        return new UUID(high, variant(bits.getLong()));
    }

    private static long variant(long low) {
        return (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    }

    private static byte[] hash(String... parts) {
        MessageDigest digest = digest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
