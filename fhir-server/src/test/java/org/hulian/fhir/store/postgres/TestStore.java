package org.hulian.fhir.store.postgres;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.hulian.fhir.parameter.CustomParameters;
import org.hulian.fhir.person.PostgresPersonIndex;
import org.hulian.fhir.resource.BodyLimits;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchLimits;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.TermParser;
import org.hulian.fhir.search.index.IndexExtractor;
import org.hulian.fhir.search.sql.WalkLimits;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.WriteSet;
import org.hulian.fhir.store.Written;
import org.hulian.launcher.postgres.Database;
import org.hulian.security.audit.Agent;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.hulian.security.consent.RecordCategories;
import org.hulian.security.crypto.AesGcmSealer;
import org.hulian.security.crypto.CryptoSuite;
import org.hulian.security.crypto.ResidentKeys;
import org.hulian.security.pseudonym.PseudonymCipher;
import org.hulian.testkit.TestDatabases;
import org.hulian.testkit.TestPostgres;
import org.jspecify.annotations.Nullable;

/** A store over two empty databases of a real PostgreSQL, and short ways to use it. */
final class TestStore implements AutoCloseable {
    static final String BASE = "http://hub.test/fhir";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final AccessPredicate ALL = new AccessPredicate(Reach.ALL, 0, null, 0, List.of());
    static final int FIRST = 1;
    static final int RIVERSIDE = 4;
    static final int SIFT_ROWS = 60;

    final TestDatabases databases = TestPostgres.shared().freshDatabases();
    final Vertx vertx = Vertx.vertx();
    private final DatabasePools.Pair registryPools = pools(databases.registry());
    private final DatabasePools.Pair clinicalPools = pools(databases.clinical());
    final Pool registry = registryPools.direct();
    final Pool clinical = clinicalPools.direct();
    final PseudonymCipher cipher = PseudonymCipher.of(CryptoSuite.INTERNATIONAL, new byte[32]);
    /** Walks so short that searches of a few rows are answered in every way. */
    final Sides sides = new Sides(registryPools, clinicalPools, cipher, new WalkLimits(3, 5, 2));

    final PostgresResourceStore store;
    final BodyOpener opener;
    final AuditOutbox outbox;
    final SearchParser parser;
    final SearchParameters parameters = SearchParameters.extensible();
    final CustomParameters custom;
    /** Moves a second with every reading, so that versions differ. */
    private final AtomicLong ticks =
            new AtomicLong(Instant.parse("2026-11-21T08:00:00Z").getEpochSecond());

    private final InstantSource clock = () -> Instant.ofEpochSecond(ticks.incrementAndGet());
    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());

    TestStore(Projection... projections) {
        migrate(Store.REGISTRY, databases.registry());
        migrate(Store.CLINICAL, databases.clinical());
        SecureRandom random = new SecureRandom();
        AesGcmSealer master = new AesGcmSealer(new byte[32], 1, random);
        ResidentKeyRing keys = new ResidentKeyRing(registry, new ResidentKeys(master, random), master);
        opener = new BodyOpener(keys);
        outbox = new AuditOutbox(master);
        IndexExtractor extractor =
                new IndexExtractor(parameters, Sides.hasher(cipher), RecordCategories.load(), ZONE, BASE);
        store = new PostgresResourceStore(
                sides, keys, extractor, new PostgresPersonIndex(), List.of(projections), SIFT_ROWS, clock, ids);
        custom = new CustomParameters(registry, parameters, new Reindexing(sides, keys, extractor), Duration.ZERO);
        parser = new SearchParser(
                parameters,
                SearchLimits.DEFAULT,
                new TermParser(
                        SearchParameters.r4(), BASE, ZONE, InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"))));
    }

    private static void migrate(Store store, Database database) {
        Migrations.apply(store, database.jdbcUrl(), database.owner(), database.ownerPassword());
    }

    private DatabasePools.Pair pools(Database database) {
        return DatabasePools.openBoth(
                vertx,
                new DatabasePools.Address(
                        database.host(), database.port(), database.name(), database.user(), database.password(), 4),
                Duration.ofSeconds(20));
    }

    static ResourceKey key(String reference) {
        String[] parts = reference.split("/", -1);
        return new ResourceKey(ResourceTypes.r4().get(parts[0]), new ResourceId(parts[1]));
    }

    static ResourceBody body(String json) {
        return ResourceBody.read(json.getBytes(StandardCharsets.UTF_8), BodyLimits.DEFAULT, BASE);
    }

    /** Puts resources as an institution would, all in one transaction. */
    Committed put(int owner, String... resources) {
        List<Write> writes = new ArrayList<>();
        for (String json : resources) {
            ResourceBody body = body(json);
            writes.add(update(body.type() + "/" + body.id(), body, null));
        }
        return write(owner, writes.toArray(Write[]::new));
    }

    static Write.Update update(String reference, ResourceBody body, @Nullable Version ifMatch) {
        return new Write.Update(key(reference), body, ifMatch, true, ALL, ALL);
    }

    Committed write(int owner, Write... writes) {
        return store.write(new WriteSet(List.of(writes), owner, this::audit))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private List<AuditEntry> audit(List<Written> written) {
        return written.stream()
                .map(each -> new AuditEntry(
                        ids.get(),
                        clock.instant(),
                        Interaction.UPDATE,
                        Outcome.ALLOWED,
                        Agent.unknown(null),
                        each.patient() == null ? List.of() : List.of(each.patient()),
                        List.of(Entity.resource(
                                each.key().type().name(),
                                each.key().id().value(),
                                each.version().number())),
                        null,
                        List.of(),
                        "test",
                        null))
                .toList();
    }

    Found read(String reference) {
        return read(reference, ALL);
    }

    Found read(String reference, AccessPredicate access) {
        return store.read(key(reference), access).await().atMost(Duration.ofSeconds(10));
    }

    String text(String reference) {
        return new String(((Found.Visible) read(reference)).resource().body(), StandardCharsets.UTF_8);
    }

    SearchRequest request(String search) {
        String[] parts = search.split("\\?", 2);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters
                    .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        return parser.parse(ResourceTypes.r4().get(parts[0]), parameters, false);
    }

    SearchPage search(String search, AccessPredicate access) {
        return store.search(request(search), access).await().atMost(Duration.ofSeconds(20));
    }

    /** Ids of the matches, in order. */
    List<String> ids(String search) {
        return ids(search, ALL);
    }

    List<String> ids(String search, AccessPredicate access) {
        return search(search, access).matches().stream()
                .map(match -> match.key().id().value())
                .toList();
    }

    /** Ids of the matches of all pages, in order. */
    List<String> paged(String search, AccessPredicate access) {
        List<String> met = new ArrayList<>();
        SearchRequest request = request(search);
        SearchPage page = search(search, access);
        page.matches().forEach(match -> met.add(match.key().id().value()));
        for (PageStart next = page.next(); next != null; next = page.next()) {
            page = store.search(request.startingAt(next), access).await().atMost(Duration.ofSeconds(20));
            page.matches().forEach(match -> met.add(match.key().id().value()));
        }
        return met;
    }

    static AccessPredicate consented(int institution) {
        return new AccessPredicate(Reach.CONSENTED, institution, null, 1, List.of());
    }

    static AccessPredicate compartment(UUID patient) {
        return new AccessPredicate(Reach.ALL, 0, patient, 0, List.of());
    }

    void run(Store where, String sql) {
        Database database = where == Store.REGISTRY ? databases.registry() : databases.clinical();
        try (Connection connection = TestPostgres.shared().connect(database.name())) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(Store where, String sql) {
        Database database = where == Store.REGISTRY ? databases.registry() : databases.clinical();
        try (Connection connection = TestPostgres.shared().connect(database.name());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(Store where, String sql) {
        Database database = where == Store.REGISTRY ? databases.registry() : databases.clinical();
        try (Connection connection = TestPostgres.shared().connect(database.name());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        for (Pool pool : List.of(registry, clinical, registryPools.searching(), clinicalPools.searching())) {
            pool.close().await().indefinitely();
        }
        vertx.close().await().indefinitely();
        TestPostgres.shared().drop(databases.registry());
        TestPostgres.shared().drop(databases.clinical());
        TestPostgres.shared().drop(databases.audit());
    }
}
