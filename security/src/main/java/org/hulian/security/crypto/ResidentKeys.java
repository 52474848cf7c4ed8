package org.hulian.security.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Envelope encryption: every resident has a key of their own, kept wrapped by the hub's master key. Forgetting the
 * wrapped key makes everything sealed for that resident unreadable.
 */
public final class ResidentKeys {

    private static final byte[] PURPOSE = "hulian-resident-key/1".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 32;

    private final Sealer master;
    private final SecureRandom random;

    public ResidentKeys(Sealer master, SecureRandom random) {
        this.master = master;
        this.random = random;
    }

    /** A fresh key for the resident, wrapped, to be stored. */
    public byte[] create(UUID resident) {
        byte[] key = new byte[LENGTH];
        random.nextBytes(key);
        return master.seal(key, context(resident));
    }

    /**
     * A sealer under the resident's key.
     *
     * @throws SealBrokenException when the wrapped key is another resident's, or was changed
     */
    public Sealer unwrap(UUID resident, byte[] wrapped) {
        return new AesGcmSealer(master.open(wrapped, context(resident)), 0, random);
    }

    /** The same key, wrapped by the master key in force. */
    public byte[] rewrap(UUID resident, byte[] wrapped) {
        return master.seal(master.open(wrapped, context(resident)), context(resident));
    }

    private static byte[] context(UUID resident) {
        return ByteBuffer.allocate(PURPOSE.length + 2 * Long.BYTES)
                .put(PURPOSE)
                .putLong(resident.getMostSignificantBits())
                .putLong(resident.getLeastSignificantBits())
                .array();
    }
}
