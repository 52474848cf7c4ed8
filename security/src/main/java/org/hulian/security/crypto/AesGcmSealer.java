package org.hulian.security.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random 96-bit nonce. Thread-safe.
 *
 * <p>Form: 1 byte format (1), 4 bytes key id, 12 bytes nonce, ciphertext, 16 bytes tag. Format and key id are
 * authenticated with the context. With random nonces one key is good for 2^32 seals (NIST SP 800-38D, 8.3).
 */
public final class AesGcmSealer implements Sealer {

    private static final byte FORMAT = 1;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final SecretKeySpec key;
    private final int keyId;
    private final SecureRandom random;

    /**
     * A sealer under one key.
     *
     * @param key 32 bytes
     * @param keyId number kept in what is sealed, so that a rotated key can still be found
     */
    public AesGcmSealer(byte[] key, int keyId, SecureRandom random) {
        if (key.length != 32) {
            throw new IllegalArgumentException("an AES-256 key has 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.keyId = keyId;
        this.random = random;
    }

    /** The id of the key that sealed this. */
    public static int keyIdOf(byte[] sealed) {
        if (sealed.length < HEADER + NONCE + TAG || sealed[0] != FORMAT) {
            throw new SealBrokenException("not sealed content");
        }
        return ByteBuffer.wrap(sealed).getInt(1);
    }

    @Override
    public byte[] seal(byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ByteBuffer sealed = ByteBuffer.allocate(HEADER + NONCE + plain.length + TAG);
        sealed.put(FORMAT).putInt(keyId).put(nonce);
        try {
            cipher(Cipher.ENCRYPT_MODE, sealed.array(), context).doFinal(ByteBuffer.wrap(plain), sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM could not seal", impossible);
        }
        return sealed.array();
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        int sealedBy = keyIdOf(sealed);
        if (sealedBy != keyId) {
            throw new SealBrokenException("sealed under key " + sealedBy + ", not " + keyId);
        }
        try {
            int body = HEADER + NONCE;
            return cipher(Cipher.DECRYPT_MODE, sealed, context).doFinal(sealed, body, sealed.length - body);
        } catch (AEADBadTagException changed) {
            throw new SealBrokenException("changed, or of another context or key");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM could not open", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] sealed, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, sealed, HEADER, NONCE));
        cipher.updateAAD(sealed, 0, HEADER);
        cipher.updateAAD(context);
        return cipher;
    }
}
