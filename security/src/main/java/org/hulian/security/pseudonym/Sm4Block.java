package org.hulian.security.pseudonym;

import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM4 on single blocks, GB/T 32907-2016, by BouncyCastle. */
final class Sm4Block implements BlockCipher {

    private final ThreadLocal<SM4Engine> encrypting;
    private final ThreadLocal<SM4Engine> decrypting;

    Sm4Block(byte[] key) {
        if (key.length != BLOCK) {
            throw new IllegalArgumentException("an SM4 pseudonym key has 16 bytes, not " + key.length);
        }
        KeyParameter secret = new KeyParameter(key);
        encrypting = ThreadLocal.withInitial(() -> engine(true, secret));
        decrypting = ThreadLocal.withInitial(() -> engine(false, secret));
    }

    @Override
    public byte[] encrypt(byte[] block) {
        return apply(encrypting.get(), block);
    }

    @Override
    public byte[] decrypt(byte[] block) {
        return apply(decrypting.get(), block);
    }

    private static byte[] apply(SM4Engine engine, byte[] block) {
        byte[] result = new byte[BLOCK];
        engine.processBlock(block, 0, result, 0);
        return result;
    }

    private static SM4Engine engine(boolean encrypt, KeyParameter key) {
        SM4Engine engine = new SM4Engine();
        engine.init(encrypt, key);
        return engine;
    }
}
