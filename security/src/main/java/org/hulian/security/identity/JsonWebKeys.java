package org.hulian.security.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The issuer's public signing keys by key id, as last fetched.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517">RFC 7517</a>
 */
public final class JsonWebKeys {

    private static final int MAX_KEYS = 100;

    private final Map<String, PublicJsonWebKey> byId;

    private JsonWebKeys(Map<String, PublicJsonWebKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    public static JsonWebKeys none() {
        return new JsonWebKeys(Map.of());
    }

    /**
     * Reads a JWK set. Keys without an id, for encryption, symmetric or of an unknown kind are left out.
     *
     * @throws IllegalArgumentException when it is not a JWK set, repeats a key id or has more than 100 keys
     */
    public static JsonWebKeys parse(String jwksJson) {
        Map<String, PublicJsonWebKey> byId = new HashMap<>();
        for (Map<String, Object> parameters : keys(jwksJson)) {
            signingKey(parameters).ifPresent(key -> {
                if (byId.put(key.getKeyId(), key) != null) {
                    throw new IllegalArgumentException("JWK set repeats a key id");
                }
            });
        }
        return new JsonWebKeys(byId);
    }

    /** Whether a token naming this key could be checked; when not, the set may be stale. */
    public boolean contains(String keyId) {
        return byId.containsKey(keyId);
    }

    public Set<String> keyIds() {
        return byId.keySet();
    }

    Optional<PublicJsonWebKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }

    private static List<Map<String, Object>> keys(String jwksJson) {
        Map<String, Object> set;
        try {
            set = JsonUtil.parseJson(jwksJson);
        } catch (JoseException malformed) {
            throw new IllegalArgumentException("not a JWK set: not JSON", malformed);
        }
        if (!(set.get("keys") instanceof List<?> list) || list.size() > MAX_KEYS) {
            throw new IllegalArgumentException("not a JWK set: \"keys\" must be an array of at most " + MAX_KEYS);
        }
        return list.stream().map(JsonWebKeys::parameters).toList();
    }

    private static Map<String, Object> parameters(Object element) {
        if (!(element instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not a JWK set: a key is not an object");
        }
        Map<String, Object> parameters = new HashMap<>();
        map.forEach((name, value) -> parameters.put(String.valueOf(name), value));
        return parameters;
    }

    private static Optional<PublicJsonWebKey> signingKey(Map<String, Object> parameters) {
        Object kid = parameters.get("kid");
        Object use = parameters.get("use");
        boolean asymmetric = RsaJsonWebKey.KEY_TYPE.equals(parameters.get("kty"))
                || EllipticCurveJsonWebKey.KEY_TYPE.equals(parameters.get("kty"));
        if (!(kid instanceof String) || (use != null && !use.equals("sig")) || !asymmetric) {
            return Optional.empty();
        }
        // An embedded certificate chain is not ours to trust, and a private part has no business here.
        parameters.keySet().retainAll(Set.of("kty", "kid", "use", "alg", "n", "e", "crv", "x", "y"));
        try {
            JsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(parameters);
            return key instanceof PublicJsonWebKey publicKey ? Optional.of(publicKey) : Optional.empty();
        } catch (JoseException unusable) {
            return Optional.empty();
        }
    }
}
