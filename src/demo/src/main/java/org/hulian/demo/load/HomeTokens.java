package org.hulian.demo.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hulian.demo.resident.Site;
import org.hulian.launcher.home.Secrets;
import org.hulian.launcher.keycloak.Credentials;
import org.hulian.launcher.keycloak.Tokens;

/** Tokens by the keys and passwords of one home, kept until shortly before they expire. */
public final class HomeTokens implements TokenSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MARGIN = Duration.ofSeconds(45);

    private final Credentials credentials;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    public HomeTokens(Path home, URI issuer, InstantSource clock) {
        this.credentials = new Credentials(new Secrets(home.resolve("secrets.json")));
        this.tokens = new Tokens(issuer);
        this.clock = clock;
    }

    @Override
    public String token(String sender) {
        Instant now = clock.instant();
        return kept.compute(
                        sender,
                        (name, old) ->
                                old != null && old.expires().minus(MARGIN).isAfter(now) ? old : fresh(name))
                .token();
    }

    private Kept fresh(String sender) {
        boolean system =
                Arrays.stream(Site.values()).anyMatch(site -> site.code().equals(sender));
        String token = system
                ? tokens.ofClient(sender, credentials.client(sender), "system/*.cruds")
                : tokens.ofLogin(
                        sender,
                        credentials.login(sender),
                        sender.startsWith("resident") ? "patient/*.cruds" : "user/*.cruds");
        return new Kept(token, expiry(token));
    }

    /** The exp claim; the signature is the hub's business. */
    static Instant expiry(String jwt) {
        try {
            byte[] claims = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
            return Instant.ofEpochSecond(JSON.readTree(claims).path("exp").asLong());
        } catch (IOException e) {
            throw new IllegalArgumentException("Keycloak's token is not a JWT", e);
        }
    }

    private record Kept(String token, Instant expires) {}
}
