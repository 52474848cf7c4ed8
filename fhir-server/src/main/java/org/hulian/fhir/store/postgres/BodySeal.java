package org.hulian.fhir.store.postgres;

import java.nio.ByteBuffer;
import java.util.UUID;

/** What the sealed pieces of a body are bound to: they open only as part of this version of this resource. */
final class BodySeal {
    private BodySeal() {}

    static byte[] context(short type, UUID key, int version) {
        return ByteBuffer.allocate(Short.BYTES + 2 * Long.BYTES + Integer.BYTES)
                .putShort(type)
                .putLong(key.getMostSignificantBits())
                .putLong(key.getLeastSignificantBits())
                .putInt(version)
                .array();
    }
}
