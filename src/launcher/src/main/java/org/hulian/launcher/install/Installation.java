package org.hulian.launcher.install;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.home.Home;
import org.hulian.launcher.home.PrivateFiles;
import org.hulian.launcher.keycloak.ConsoleClient;
import org.hulian.launcher.keycloak.Credentials;
import org.hulian.launcher.keycloak.KeycloakArchive;
import org.hulian.launcher.keycloak.KeycloakDistribution;
import org.hulian.launcher.keycloak.KeycloakServer;
import org.hulian.launcher.keycloak.KeycloakSettings;
import org.hulian.launcher.keycloak.Realm;
import org.hulian.launcher.keycloak.Tokens;
import org.hulian.launcher.postgres.PostgresBinaries;
import org.hulian.launcher.postgres.PostgresCluster;
import org.hulian.launcher.postgres.PostgresSettings;
import org.hulian.launcher.process.Daemon;
import org.hulian.launcher.process.Ports;
import org.hulian.launcher.process.Readiness;
import org.hulian.launcher.process.RunningPart;
import org.hulian.launcher.region.Region;
import org.hulian.security.crypto.CryptoSuite;
import org.hulian.security.crypto.KeyFile;

/** PostgreSQL, Keycloak and the hub of one home. */
public final class Installation {
    private static final String SHARED_BUFFERS = "512MB";

    private final Checkout checkout;
    private final Home home;
    private final Region region;
    private final External external;

    public Installation(Checkout checkout, Home home, Map<String, String> environment) {
        this.home = home;
        this.region = region(checkout, environment);
        this.external = External.from(environment);
        this.checkout = checkout;
    }

    /** The region the environment names, or the demo region. */
    public static Region region(Checkout checkout, Map<String, String> environment) {
        return Region.in(Optional.ofNullable(environment.get("HULIAN_REGION"))
                .map(Path::of)
                .orElse(checkout.demoRegion()));
    }

    public Home home() {
        return home;
    }

    public Region region() {
        return region;
    }

    public Credentials credentials() {
        return new Credentials(home.secrets());
    }

    /** Starts what does not run yet and waits until all of it is ready. */
    public void start(Addresses addresses, Progress progress) {
        PrivateFiles.directory(home.root());
        requireFreePorts(addresses);
        KeyFile.createIfAbsent(home.keys(), CryptoSuite.INTERNATIONAL, new SecureRandom());
        CompletableFuture<Void> keycloak = CompletableFuture.runAsync(() -> startKeycloak(addresses, progress));
        try {
            Databases databases = startPostgres(addresses, progress);
            progress.begin("hub");
            RunningPart part = hub().launch(addresses, environment(addresses, databases));
            hub().awaitReady(part);
            progress.done("hub");
            keycloak.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Before anything is started: what fails on the last port has not started the rest for nothing. */
    private void requireFreePorts(Addresses addresses) {
        Status status = status();
        if (status.postgres().isEmpty() && external.postgres().isEmpty()) {
            Ports.requireFree("PostgreSQL", addresses.postgres());
        }
        if (status.keycloak().isEmpty() && external.issuer().isEmpty()) {
            Ports.requireFree("Keycloak", addresses.keycloak());
        }
        if (status.hub().isEmpty()) {
            Ports.requireFree("the hub", addresses.hub());
            Ports.requireFree("the hub's MLLP feed", addresses.mllp());
        }
    }

    private Databases startPostgres(Addresses addresses, Progress progress) {
        if (external.postgres().isPresent()) {
            Databases databases = Databases.at(external.postgres().get(), home.secrets());
            databases.create(external.postgres().get());
            return databases;
        }
        progress.begin("PostgreSQL");
        PostgresCluster cluster = cluster(addresses.postgres());
        int port = cluster.start().port();
        DatabasePlace place =
                new DatabasePlace("127.0.0.1", port, "postgres", home.secrets().password("postgres", "postgres"));
        Databases databases = Databases.at(place, home.secrets());
        Marker created = new Marker(home.postgres().resolve("databases-created"));
        if (!created.isSet()) {
            databases.create(place);
            created.set();
        }
        progress.done("PostgreSQL");
        return databases;
    }

    private void startKeycloak(Addresses addresses, Progress progress) {
        if (external.issuer().isPresent()) {
            return;
        }
        progress.begin("Keycloak");
        if (!Files.exists(new KeycloakSettings(home.keycloak(), 0, "").realmImported())) {
            progress.note("Keycloak", "unpacking, building and importing the realm, once; this takes a minute or two");
        }
        Realm realm = new Realm(region, credentials());
        URI hub = Addresses.hubUrl(addresses.hub());
        boolean imported = Files.exists(new KeycloakSettings(home.keycloak(), 0, "").realmImported());
        RunningPart part = keycloak(addresses.keycloak())
                .start(
                        () -> KeycloakDistribution.readyBelow(home.keycloak(), KeycloakArchive.find(checkout)),
                        () -> realm.json(hub));
        new ConsoleClient(new KeycloakSettings(
                        home.keycloak(), part.port(), credentials().admin()))
                .agree(realm, hub, imported);
        progress.done("Keycloak");
    }

    private Map<String, String> environment(Addresses addresses, Databases databases) {
        Map<String, String> environment = new TreeMap<>(databases.environment());
        URI issuer = issuer(addresses.keycloak());
        environment.put("HULIAN_HOME", home.root().toString());
        environment.put("HULIAN_REGION", region.directory().toString());
        environment.put("HULIAN_BASE_URL", Addresses.fhirBase(addresses.hub()).toString());
        environment.put("HULIAN_KEYS_FILE", home.keys().toString());
        environment.put("HULIAN_TERMINOLOGY_FOLDER", home.terminology().toString());
        environment.put("HULIAN_MLLP_PORT", Integer.toString(addresses.mllp()));
        environment.put("HULIAN_OIDC_ISSUER", issuer.toString());
        environment.put("HULIAN_OIDC_JWKS_URL", issuer + "/protocol/openid-connect/certs");
        environment.put("HULIAN_OIDC_AUDIENCE", "hulian");
        environment.put("HULIAN_CONSOLE_CLIENT_SECRET", credentials().console());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(addresses.hub()));
        return environment;
    }

    /** How many pieces each master key has sealed; PostgreSQL must run. */
    public SealedPieces sealedPieces() {
        DatabasePlace place = external.postgres()
                .orElseGet(() -> cluster(0)
                        .running()
                        .map(part -> new DatabasePlace("127.0.0.1", part.port(), "postgres", ""))
                        .orElseThrow(() -> new LaunchFailure("PostgreSQL does not run. Start the hub: ./hub start")));
        return SealedPieces.in(Databases.at(place, home.secrets()));
    }

    /** Who issues this installation's tokens: the running Keycloak, wherever it was started. */
    public URI issuer(int defaultPort) {
        return external.issuer().orElseGet(() -> {
            int port = keycloak(defaultPort).running().map(RunningPart::port).orElse(defaultPort);
            return new KeycloakSettings(home.keycloak(), port, "").issuer();
        });
    }

    /** From whom tokens come: {@link #issuer} with the usual port. */
    public Tokens tokens() {
        return new Tokens(issuer(new Addresses(0).keycloak()));
    }

    /** The hub first, so that nothing it holds is left half done; then what it stands on. */
    public void stop(Progress progress) {
        if (!home.exists()) {
            return;
        }
        if (hub().running().isPresent()) {
            progress.begin("hub");
            if (hub().writesCacheAtStop()) {
                progress.note("hub", "writing its start cache, once per build; later starts take less");
            }
            hub().stop();
            progress.done("hub");
        }
        KeycloakServer keycloak = keycloak(0);
        if (keycloak.running().isPresent()) {
            progress.begin("Keycloak");
            keycloak.stop();
            progress.done("Keycloak");
        }
        PostgresCluster cluster = cluster(0);
        if (cluster.running().isPresent()) {
            progress.begin("PostgreSQL");
            cluster.stop();
            progress.done("PostgreSQL");
        }
    }

    public Status status() {
        if (!home.exists()) {
            return new Status(home, false, Optional.empty(), Optional.empty(), Optional.empty());
        }
        Optional<RunningPart> running = hub().running();
        boolean ready = running.map(RunningPart::port)
                .map(HubServer::health)
                .map(Readiness::isReady)
                .orElse(false);
        return new Status(
                home, ready, running, keycloak(0).running(), cluster(0).running());
    }

    /** Where the hub answers; it fails when the hub does not run. */
    public URI runningHub() {
        return status().hubUrl().orElseThrow(() -> new LaunchFailure("The hub does not run. Start it: ./hub start"));
    }

    private PostgresCluster cluster(int port) {
        return new PostgresCluster(
                new PostgresSettings(
                        home.postgres(), port, home.secrets().password("postgres", "postgres"), SHARED_BUFFERS, true),
                PostgresBinaries.below(home.postgres()));
    }

    private HubServer hub() {
        return new HubServer(checkout, home);
    }

    private KeycloakServer keycloak(int port) {
        return new KeycloakServer(
                new KeycloakSettings(home.keycloak(), port, credentials().admin()),
                new Daemon("keycloak", home.run(), home.logs()));
    }
}
