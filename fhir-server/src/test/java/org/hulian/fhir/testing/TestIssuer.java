package org.hulian.fhir.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Signs tokens as Keycloak would, and serves its keys on the loopback address. One for the whole test run. */
public final class TestIssuer {
    public static final String ISSUER = "http://127.0.0.1/realms/hulian";

    /** Tests and their set-up may live in different class loaders; system properties are the same for all. */
    private static final String KEY = "test.issuer.key";

    private static final String URL = "test.issuer.url";
    private static final String FETCHES = "test.issuer.fetches";

    private final EllipticCurveJsonWebKey key;

    private TestIssuer(EllipticCurveJsonWebKey key) {
        this.key = key;
    }

    /** The issuer, started at the first call. */
    public static TestIssuer shared() {
        try {
            String known = System.getProperty(KEY);
            return known == null
                    ? started()
                    : new TestIssuer((EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(known));
        } catch (JoseException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestIssuer started() throws JoseException, IOException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("test-1");
        key.setUse("sig");
        byte[] jwks = new JsonWebKeySet(key)
                .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            System.setProperty(FETCHES, Integer.toString(fetches() + 1));
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
        });
        server.start();
        System.setProperty(URL, "http://127.0.0.1:" + server.getAddress().getPort() + "/certs");
        System.setProperty(KEY, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        return new TestIssuer(key);
    }

    public String jwksUrl() {
        return System.getProperty(URL, "");
    }

    /** How often the keys were asked for. */
    public static int fetches() {
        return Integer.getInteger(FETCHES, 0);
    }

    /** A token of a member of an institution. */
    public String member(String subject, String role, String institution) {
        return token(claims -> {
            claims.setSubject(subject);
            claims.setClaim("name", subject);
            claims.setClaim("azp", "console");
            claims.setClaim("roles", List.of(role));
            claims.setClaim("institutions", List.of(institution));
            claims.setClaim("scope", "openid user/*.cruds");
        });
    }

    /** A token of an institution's own software. */
    public String system(String institution) {
        return token(claims -> {
            claims.setSubject("service-" + institution);
            claims.setClaim("azp", institution);
            claims.setClaim("roles", List.of("system"));
            claims.setClaim("institutions", List.of(institution));
            claims.setClaim("scope", "system/*.cruds");
        });
    }

    /** A token of somebody who belongs to no institution. */
    public String person(String subject, String role) {
        return token(claims -> {
            claims.setSubject(subject);
            claims.setClaim("azp", "console");
            claims.setClaim("roles", List.of(role));
            claims.setClaim("scope", "openid user/*.cruds");
        });
    }

    /** A resident's token. */
    public String resident(String patient) {
        return token(claims -> {
            claims.setSubject("resident-" + patient);
            claims.setClaim("azp", "console");
            claims.setClaim("roles", List.of("resident"));
            claims.setClaim("patient", patient);
            claims.setClaim("scope", "openid patient/*.cruds");
        });
    }

    /** A token with any claims; what is not said is as it should be. */
    public String token(Consumer<JwtClaims> content) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("hulian");
        claims.setIssuedAtToNow();
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() + 600));
        claims.setGeneratedJwtId();
        claims.setClaim("typ", "Bearer");
        content.accept(claims);
        return signed(claims, Map.of());
    }

    /** The same with further headers. */
    public String signed(JwtClaims claims, Map<String, Object> headers) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKeyIdHeaderValue("test-1");
        headers.forEach(signature::setHeader);
        signature.setKey(key.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
