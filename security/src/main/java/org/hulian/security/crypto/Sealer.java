package org.hulian.security.crypto;

/** Authenticated encryption under one key. */
public interface Sealer {

    /**
     * Encrypts.
     *
     * @param context what the content belongs to; the same bytes are needed to open it
     * @return version, key id, nonce, ciphertext and tag
     */
    byte[] seal(byte[] plain, byte[] context);

    /**
     * Decrypts.
     *
     * @throws SealBrokenException when the content was changed, belongs to another context, or needs another key
     */
    byte[] open(byte[] sealed, byte[] context);
}
