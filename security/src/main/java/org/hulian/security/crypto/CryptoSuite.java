package org.hulian.security.crypto;

/** Which family of primitives an installation uses; the names are those kept in its key file. */
public enum CryptoSuite {
    /** AES block cipher. */
    INTERNATIONAL("AES"),
    /** SM4 block cipher, GB/T 32907-2016. */
    NATIONAL("SM4");

    private final String blockCipher;

    CryptoSuite(String blockCipher) {
        this.blockCipher = blockCipher;
    }

    /** Name of the block cipher for pseudonyms. */
    public String blockCipher() {
        return blockCipher;
    }

    /** Bytes of a pseudonym key. */
    int pseudonymKeyLength() {
        return switch (this) {
            case INTERNATIONAL -> 32;
            case NATIONAL -> 16;
        };
    }
}
