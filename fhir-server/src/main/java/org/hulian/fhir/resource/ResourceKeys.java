package org.hulian.fhir.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The 128-bit row key of a resource. An id that is a canonical lower-case UUID of a version RFC 9562 defines (1 to 8)
 * is its own key; any other id is hashed with its type, under version {@code f}, which no such UUID has.
 */
public final class ResourceKeys {
    private static final int TEXT_LENGTH = 36;

    private ResourceKeys() {}

    /** The row key. */
    public static UUID of(ResourceKey key) {
        return of(key.type().name(), key.id().value());
    }

    /** The row key of {@code type/id}. */
    public static UUID of(String type, String id) {
        return isOwnKey(id) ? UUID.fromString(id) : hashed(type, id);
    }

    /** Whether the id can be made again from its key alone. */
    public static boolean isOwnKey(String id) {
        if (id.length() != TEXT_LENGTH) {
            return false;
        }
        for (int i = 0; i < TEXT_LENGTH; i++) {
            char c = id.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !isHex(c)) {
                return false;
            }
        }
        char version = id.charAt(14);
        return version >= '1' && version <= '8';
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    /** Whether the key is a hash, so that its id must be kept beside it. */
    public static boolean isHashed(UUID key) {
        return key.version() == 0xf;
    }

    private static UUID hashed(String type, String id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((type + "/" + id).getBytes(StandardCharsets.UTF_8));
            long high = 0;
            long low = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                high = (high << 8) | (digest[i] & 0xff);
                low = (low << 8) | (digest[i + Long.BYTES] & 0xff);
            }
            return new UUID(high | 0xf000L, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
