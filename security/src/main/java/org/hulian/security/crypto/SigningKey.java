package org.hulian.security.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key pair with its id; prints only the id. */
public final class SigningKey {

    private final String id;
    private final byte[] pkcs8;
    private final byte[] spki;

    SigningKey(String id, byte[] pkcs8, byte[] spki) {
        this.id = id;
        this.pkcs8 = pkcs8.clone();
        this.spki = spki.clone();
    }

    public String id() {
        return id;
    }

    public PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException unreadable) {
            throw new KeyFileException("signing key " + id + " is not an Ed25519 PKCS#8 private key");
        }
    }

    public PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException unreadable) {
            throw new KeyFileException("signing key " + id + " has no readable Ed25519 public key");
        }
    }

    /** The public key as PEM, for the auditor to keep. */
    public String publicPem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(spki)
                + "\n-----END PUBLIC KEY-----\n";
    }

    byte[] pkcs8() {
        return pkcs8.clone();
    }

    byte[] spki() {
        return spki.clone();
    }

    @Override
    public String toString() {
        return "signing key " + id;
    }
}
