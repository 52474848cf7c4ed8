package org.hulian.security.pseudonym;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES on single blocks, FIPS 197, by the JDK's provider. */
final class AesBlock implements BlockCipher {

    private final ThreadLocal<Cipher> encrypting;
    private final ThreadLocal<Cipher> decrypting;

    AesBlock(byte[] key) {
        if (key.length != 16 && key.length != 32) {
            throw new IllegalArgumentException("an AES pseudonym key has 16 or 32 bytes, not " + key.length);
        }
        SecretKeySpec secret = new SecretKeySpec(key, "AES");
        encrypting = ThreadLocal.withInitial(() -> cipher(Cipher.ENCRYPT_MODE, secret));
        decrypting = ThreadLocal.withInitial(() -> cipher(Cipher.DECRYPT_MODE, secret));
    }

    @Override
    public byte[] encrypt(byte[] block) {
        return apply(encrypting.get(), block);
    }

    @Override
    public byte[] decrypt(byte[] block) {
        return apply(decrypting.get(), block);
    }

    private static byte[] apply(Cipher cipher, byte[] block) {
        try {
            return cipher.doFinal(block, 0, BLOCK);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES refused a whole block", impossible);
        }
    }

    // ECB of one block is the block cipher itself; its weakness needs a second block.
    @SuppressWarnings("InsecureCryptoUsage")
    private static Cipher cipher(int mode, SecretKeySpec key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, key);
            return cipher;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JDK has no AES", absent);
        }
    }
}
