package org.hulian.fhir.console;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * What Keycloak gave for a person's session; it never leaves the server.
 *
 * @param access     for the FHIR API, five minutes
 * @param refresh    for the next pair; good for one use
 * @param session    Keycloak's id of the session
 * @param accessEnds when the access token ends
 * @param ends       when the session ends if nothing is asked for until then
 */
record Tokens(String access, String refresh, String session, Instant accessEnds, Instant ends) {
    /**
     * From an answer of the token endpoint.
     *
     * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#TokenResponse">OpenID Connect Core, 3.1.3.3</a>
     */
    static Tokens of(JsonObject answer, Instant now) {
        String session = answer.getString("session_state", answer.getString("sid", ""));
        return new Tokens(
                answer.getString("access_token", ""),
                answer.getString("refresh_token", ""),
                session,
                now.plusSeconds(answer.getLong("expires_in", 0L)),
                now.plusSeconds(answer.getLong("refresh_expires_in", 0L)));
    }

    /**
     * The nonce of the ID token in an answer. It came from the token endpoint itself, over a connection the hub made, so
     * its signature adds nothing (OpenID Connect Core, 3.1.3.7, 6).
     */
    static String nonce(JsonObject answer) {
        String[] parts = answer.getString("id_token", "").split("\\.", -1);
        if (parts.length != 3) {
            return "";
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return new JsonObject(claims).getString("nonce", "");
        } catch (IllegalArgumentException | DecodeException unreadable) {
            return "";
        }
    }

    byte[] bytes() {
        return new JsonObject()
                .put("access", access)
                .put("refresh", refresh)
                .put("session", session)
                .put("accessEnds", accessEnds.getEpochSecond())
                .put("ends", ends.getEpochSecond())
                .encode()
                .getBytes(StandardCharsets.UTF_8);
    }

    static Tokens read(byte[] bytes) {
        JsonObject json = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
        return new Tokens(
                json.getString("access"),
                json.getString("refresh"),
                json.getString("session"),
                Instant.ofEpochSecond(json.getLong("accessEnds")),
                Instant.ofEpochSecond(json.getLong("ends")));
    }

    @Override
    public String toString() {
        return "Tokens[session=" + session + ", ends=" + ends + "]";
    }
}
