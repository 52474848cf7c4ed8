package org.hulian.launcher.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The P-384 key a backend client proves itself with (private_key_jwt, ES384), kept as a JWK.
 *
 * @param privateJwk with the private part; leaves the home only as {@link #publicJwks()}
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">SMART asymmetric authentication</a>
 */
public record ClientKey(String privateJwk) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int COORDINATE_BYTES = 48;
    /** SMART allows at most five minutes. */
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(1);

    public static ClientKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp384r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
            ObjectNode jwk = JSON.createObjectNode()
                    .put("kty", "EC")
                    .put("crv", "P-384")
                    .put("x", coordinate(publicKey.getW().getAffineX()))
                    .put("y", coordinate(publicKey.getW().getAffineY()));
            // RFC 7638: the members in this order are what the key's thumbprint is made of.
            byte[] thumbprint = MessageDigest.getInstance("SHA-256")
                    .digest(("{\"crv\":\"P-384\",\"kty\":\"EC\",\"x\":\""
                                    + jwk.get("x").textValue() + "\",\"y\":\""
                                    + jwk.get("y").textValue() + "\"}")
                            .getBytes(StandardCharsets.UTF_8));
            jwk.put("kid", BASE64URL.encodeToString(thumbprint))
                    .put("alg", "ES384")
                    .put("use", "sig")
                    .put("d", coordinate(((ECPrivateKey) pair.getPrivate()).getS()));
            return new ClientKey(jwk.toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make a P-384 key", e);
        }
    }

    /** What Keycloak is given: a key set with the public part only. */
    String publicJwks() {
        ObjectNode jwk = jwk();
        jwk.remove("d");
        return JSON.createObjectNode()
                .set("keys", JSON.createArrayNode().add(jwk))
                .toString();
    }

    /** A signed statement by which the client asks for one token. */
    String assertion(String clientId, String audience, Instant now) {
        try {
            ObjectNode header = JSON.createObjectNode()
                    .put("alg", "ES384")
                    .put("typ", "JWT")
                    .put("kid", jwk().get("kid").textValue());
            ObjectNode claims = JSON.createObjectNode()
                    .put("iss", clientId)
                    .put("sub", clientId)
                    .put("aud", audience)
                    .put("jti", UUID.randomUUID().toString())
                    .put("iat", now.getEpochSecond())
                    .put("exp", now.plus(ASSERTION_LIFE).getEpochSecond());
            String signed = encoded(header) + "." + encoded(claims);
            Signature signature = Signature.getInstance("SHA384withECDSAinP1363Format");
            signature.initSign(privateKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of client " + clientId + " cannot sign", e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp384r1"));
        BigInteger secret =
                new BigInteger(1, Base64.getUrlDecoder().decode(jwk().get("d").textValue()));
        return KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private ObjectNode jwk() {
        try {
            return (ObjectNode) JSON.readTree(privateJwk);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a client's key is not a JWK", e);
        }
    }

    private static String encoded(JsonNode node) {
        return BASE64URL.encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String coordinate(BigInteger value) {
        byte[] fixed = new byte[COORDINATE_BYTES];
        byte[] bytes = value.toByteArray();
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return BASE64URL.encodeToString(fixed);
    }
}
