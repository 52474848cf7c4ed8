package org.hulian.security.pseudonym;

import java.util.UUID;
import org.hulian.security.crypto.CryptoSuite;

/**
 * Maps patient keys to pseudonyms and back. Thread-safe.
 *
 * <p>A key is exactly one 128-bit block, so the bare block cipher is the right tool: a permutation nobody without the
 * key can tell from a random one. Equal keys give equal pseudonyms, which is what a join needs.
 */
public final class PseudonymCipher {

    private final BlockCipher cipher;

    private PseudonymCipher(BlockCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * A cipher under one key.
     *
     * @param key 16 or 32 bytes for AES, 16 for SM4
     * @throws IllegalArgumentException when the key's length does not fit
     */
    public static PseudonymCipher of(CryptoSuite suite, byte[] key) {
        return new PseudonymCipher(
                switch (suite) {
                    case INTERNATIONAL -> new AesBlock(key);
                    case NATIONAL -> new Sm4Block(key);
                });
    }

    public UUID pseudonym(UUID key) {
        return uuid(cipher.encrypt(bytes(key)));
    }

    public UUID reveal(UUID pseudonym) {
        return uuid(cipher.decrypt(bytes(pseudonym)));
    }

    private static byte[] bytes(UUID uuid) {
        byte[] block = new byte[BlockCipher.BLOCK];
        Bits.put(block, 0, uuid.getMostSignificantBits());
        Bits.put(block, 8, uuid.getLeastSignificantBits());
        return block;
    }

    private static UUID uuid(byte[] block) {
        return new UUID(Bits.get(block, 0), Bits.get(block, 8));
    }
}
