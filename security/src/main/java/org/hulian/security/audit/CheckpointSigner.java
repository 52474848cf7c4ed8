package org.hulian.security.audit;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Signs checkpoints with Ed25519 (RFC 8032). Thread-safe. */
public final class CheckpointSigner {

    private final String keyId;
    private final PrivateKey key;

    public CheckpointSigner(String keyId, PrivateKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    public String keyId() {
        return keyId;
    }

    public Checkpoint sign(int log, long seq, byte[] hash, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        byte[] signature = sign(Checkpoint.signedBytes(log, seq, hash, at, keyId));
        return new Checkpoint(log, seq, hash.clone(), at, keyId, signature);
    }

    byte[] sign(byte[] text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text);
            return ed25519.sign();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("cannot sign with key " + keyId, failed);
        }
    }
}
