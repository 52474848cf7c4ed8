package org.hulian.fhir.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from what they name, so that doing something twice does it once; RFC 9562 version 8. */
final class MessageIds {
    private MessageIds() {}

    /** Of a message: the same sender, control id and bytes give the same id. */
    static UUID message(String sender, String controlId, byte[] sha256) {
        return version8("feed-message", sender, controlId, java.util.HexFormat.of().formatHex(sha256));
    }

    /** Of the audit entry for a message's acceptance. */
    static UUID acceptance(UUID message) {
        return version8("feed-acceptance", message.toString());
    }

    static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    private static UUID version8(String... parts) {
        MessageDigest digest = digest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
