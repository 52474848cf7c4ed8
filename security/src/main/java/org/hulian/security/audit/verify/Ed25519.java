package org.hulian.security.audit.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 as in RFC 8032, by the JDK. */
final class Ed25519 {

    /** The SubjectPublicKeyInfo of RFC 8410 up to the 32 bytes of the key. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int RAW = 32;

    private Ed25519() {}

    static PublicKey publicKey(byte[] given) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki(given)));
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            throw new IllegalArgumentException("not an Ed25519 public key (PEM, DER or 32 bytes)", notAKey);
        }
    }

    static boolean verifies(PublicKey key, byte[] text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static byte[] spki(byte[] given) {
        if (given.length == RAW) {
            byte[] spki = new byte[SPKI.length + RAW];
            System.arraycopy(SPKI, 0, spki, 0, SPKI.length);
            System.arraycopy(given, 0, spki, SPKI.length, RAW);
            return spki;
        }
        String text = new String(given, StandardCharsets.ISO_8859_1);
        return text.contains("-----BEGIN PUBLIC KEY-----")
                ? Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""))
                : given;
    }
}
