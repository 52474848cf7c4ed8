package org.hulian.security.crypto;

/** Bytes of one key with its version; prints neither. */
public final class SecretKeyBytes {

    private final int id;
    private final byte[] bytes;

    SecretKeyBytes(int id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes.clone();
    }

    /** Version of the key, from 1. */
    public int id() {
        return id;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
