package org.hulian.security.pseudonym;

/** One block in, one block out, under one key. Thread-safe. */
interface BlockCipher {

    /** Bytes of a block, of AES and SM4 alike. */
    int BLOCK = 16;

    byte[] encrypt(byte[] block);

    byte[] decrypt(byte[] block);
}
