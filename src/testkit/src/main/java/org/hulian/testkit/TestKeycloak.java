package org.hulian.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.home.Secrets;
import org.hulian.launcher.keycloak.Credentials;
import org.hulian.launcher.keycloak.KeycloakArchive;
import org.hulian.launcher.keycloak.KeycloakDistribution;
import org.hulian.launcher.keycloak.KeycloakServer;
import org.hulian.launcher.keycloak.KeycloakSettings;
import org.hulian.launcher.keycloak.Realm;
import org.hulian.launcher.keycloak.TokenCache;
import org.hulian.launcher.keycloak.Tokens;
import org.hulian.launcher.process.Daemon;
import org.hulian.launcher.process.Ports;
import org.hulian.launcher.process.RunningPart;
import org.hulian.launcher.region.DemoLogin;
import org.hulian.launcher.region.Region;
import org.jspecify.annotations.Nullable;

/**
 * The real Keycloak with the demo region's realm. Programs and imported realm are kept below {@code ~/.cache/hulian}
 * and one server is shared by all modules that test at the same time, so tests only read from it: they get tokens.
 */
public final class TestKeycloak {
    private static @Nullable TestKeycloak shared;

    private final KeycloakSettings settings;
    private final Region region;
    private final Credentials credentials;
    private final Tokens tokens;
    private final Map<String, TokenCache> issued = new ConcurrentHashMap<>();

    private TestKeycloak(KeycloakSettings settings, Region region, Credentials credentials) {
        this.settings = settings;
        this.region = region;
        this.credentials = credentials;
        this.tokens = new Tokens(settings.issuer());
    }

    /** The running server; the very first start takes a minute, later ones about ten seconds. */
    public static synchronized TestKeycloak shared() {
        TestKeycloak present = shared;
        if (present == null) {
            present = start();
            shared = present;
        }
        return present;
    }

    private static TestKeycloak start() {
        Checkout checkout = Checkout.find();
        Region region = Region.in(checkout.demoRegion());
        KeycloakArchive archive = KeycloakArchive.find(checkout);
        Path home = Caches.keycloak().resolve("realm-" + archive.version() + "-" + Realm.fingerprint(region));
        Credentials credentials = new Credentials(new Secrets(home.resolve("secrets.json")));
        Daemon daemon = new Daemon("keycloak", home.resolve("run"), home.resolve("logs"));

        SharedUse use = SharedUse.of(home.resolve("users"));
        return SharedUse.oneAtATime(home.resolve("lock"), () -> {
            int port = daemon.running().map(RunningPart::port).orElseGet(TestKeycloak::freePort);
            KeycloakSettings settings = new KeycloakSettings(home, port, credentials.admin());
            KeycloakServer server = new KeycloakServer(settings, daemon);
            server.start(
                    () -> KeycloakDistribution.readyBelow(Caches.keycloak(), archive),
                    () -> new Realm(region, credentials).json(URI.create("http://127.0.0.1:8080")));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> use.leave(server::stop), "stop Keycloak"));
            return new TestKeycloak(settings, region, credentials);
        });
    }

    public URI issuer() {
        return settings.issuer();
    }

    public URI jwks() {
        return URI.create(issuer() + "/protocol/openid-connect/certs");
    }

    /** A token of a demo login with the scopes its apps usually ask for. */
    public String token(String login) {
        return token(login, person(login).usualScope());
    }

    public String token(String login, String scope) {
        return cached(login + " " + scope, () -> tokens.ofLogin(login, credentials.login(login), scope));
    }

    /** A token of an institution's backend client with {@code system/*.cruds}. */
    public String backendToken(String institution) {
        return backendToken(institution, "system/*.cruds");
    }

    public String backendToken(String institution, String scope) {
        return cached(
                institution + " " + scope, () -> tokens.ofClient(institution, credentials.client(institution), scope));
    }

    /** The Patient id a resident's tokens carry; tests that need the resident register that Patient under this id. */
    public String patientOf(String login) {
        String patient = person(login).patient();
        if (patient == null) {
            throw new IllegalArgumentException(login + " is not a resident");
        }
        return patient;
    }

    private DemoLogin person(String login) {
        return region.logins().stream()
                .filter(person -> person.login().equals(login))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a demo login: " + login));
    }

    private String cached(String key, Supplier<String> ask) {
        return issued.computeIfAbsent(key, same -> new TokenCache(ask)).current();
    }

    /** One whose port for health, ten higher, is free too. */
    private static int freePort() {
        int port = Ports.anyFree();
        while (!Ports.isFree(port + 10)) {
            port = Ports.anyFree();
        }
        return port;
    }
}
