package org.hulian.fhir.console;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hulian.security.crypto.SealBrokenException;
import org.hulian.security.crypto.Sealer;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in under way, kept by nobody but the browser that began it, sealed: so a code sent to another browser is worth
 * nothing there.
 *
 * @param state    comes back with the code
 * @param nonce    comes back in the ID token
 * @param verifier of PKCE
 * @param next     page of the console to go on with
 * @param language of Keycloak's pages, {@code zh-CN} or {@code en}
 * @param ends     after which the code is not taken any more
 */
record LoginAttempt(String state, String nonce, String verifier, String next, String language, Instant ends) {
    static final int SECONDS = 600;

    private static final byte[] CONTEXT = "hulian-console-login/1".getBytes(StandardCharsets.UTF_8);
    private static final String HOME = ConsoleSettings.ROOT + "/";
    private static final Pattern PAGE = Pattern.compile("/console/[A-Za-z0-9/_.-]{0,200}");

    static LoginAttempt to(@Nullable String next, @Nullable String language, Instant now) {
        return new LoginAttempt(
                Secrets.random(),
                Secrets.random(),
                Secrets.random(),
                next != null && PAGE.matcher(next).matches() ? next : HOME,
                "en".equals(language) ? "en" : "zh-CN",
                now.plusSeconds(SECONDS));
    }

    String sealed(Sealer sealer) {
        byte[] plain = new JsonObject()
                .put("state", state)
                .put("nonce", nonce)
                .put("verifier", verifier)
                .put("next", next)
                .put("language", language)
                .put("ends", ends.getEpochSecond())
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(plain, CONTEXT));
    }

    /** The attempt a cookie holds, unless it is broken, old or answered with another state. */
    static Optional<LoginAttempt> open(@Nullable String cookie, @Nullable String state, Sealer sealer, Instant now) {
        if (cookie == null) {
            return Optional.empty();
        }
        try {
            byte[] plain = sealer.open(Base64.getUrlDecoder().decode(cookie), CONTEXT);
            JsonObject json = new JsonObject(new String(plain, StandardCharsets.UTF_8));
            LoginAttempt attempt = new LoginAttempt(
                    json.getString("state"),
                    json.getString("nonce"),
                    json.getString("verifier"),
                    json.getString("next"),
                    json.getString("language"),
                    Instant.ofEpochSecond(json.getLong("ends")));
            return Secrets.same(attempt.state(), state) && now.isBefore(attempt.ends())
                    ? Optional.of(attempt)
                    : Optional.empty();
        } catch (SealBrokenException | IllegalArgumentException | DecodeException broken) {
            return Optional.empty();
        }
    }
}
