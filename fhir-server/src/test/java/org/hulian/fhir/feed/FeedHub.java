package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.feed.codes.UsedCodes;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.region.InstitutionsFile;
import org.hulian.mappers.MessageMapper;
import org.hulian.mappers.definition.Definitions;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.crypto.AesGcmSealer;
import org.hulian.security.crypto.CryptoSuite;
import org.hulian.security.crypto.Sealer;
import org.hulian.security.pseudonym.PseudonymCipher;
import org.hulian.terminology.translate.ConceptMapSource;
import org.hulian.terminology.translate.ConceptMaps;

/**
 * The feed of a hub on a real database, with the real mapper and the demo region. What is written lands in a map by
 * resource, what is audited in a map by entry: both, like the real ones, take the same thing twice as once.
 */
final class FeedHub implements AutoCloseable {
    static final Path REGION = Path.of("../src/demo/region");
    static final Duration ORDER_PATIENCE = Duration.ofMillis(600);
    private static final Mapping MAPPER = new MessageMapper(
            Definitions.bundled(), ConceptMaps.load(ConceptMapSource.folder(REGION.resolve("codes"))))::map;

    final Map<String, String> written = new ConcurrentHashMap<>();
    final List<String> order = new CopyOnWriteArrayList<>();
    final Map<UUID, AuditEntry> audited = new ConcurrentHashMap<>();
    volatile BundleWriter store = this::remember;
    volatile AuditLog audit = this::append;
    final FeedQueue queue;
    final FeedRecords records;
    final FeedLanes lanes;
    final FeedIntake intake;
    final MllpServer server;
    final int port;

    private final HubDatabases databases;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());

    FeedHub(HubDatabases databases, MllpLimits limits, Mapping mapping) {
        this(databases, new MllpSettings("127.0.0.1", 0, null, limits), mapping);
    }

    FeedHub(HubDatabases databases, MllpSettings settings, Mapping mapping) {
        this.databases = databases;
        Institutions institutions = InstitutionsFile.read(REGION.resolve("institutions.yaml"));
        Sealer sealer = new AesGcmSealer(new byte[32], 1, new SecureRandom());
        PseudonymCipher pseudonyms = PseudonymCipher.of(CryptoSuite.INTERNATIONAL, new byte[32]);
        InstantSource clock = InstantSource.system();
        FeedSettings pace =
                new FeedSettings(4, 5, Duration.ofMillis(10), Duration.ofMillis(200), Duration.ofMillis(500));
        queue = new FeedQueue(databases.clinical(), sealer, pseudonyms);
        records = new FeedRecords(databases.clinical(), sealer, pseudonyms);
        Settlements settlements = new Settlements();
        FeedMapping mapped = new FeedMapping(mapping, (institution, received) -> UsedCodes.none());
        FeedProcessor processor = new FeedProcessor(
                mapped,
                (bundle, context) -> store.write(bundle, context),
                (keys, context) -> Uni.createFrom().item(List.of()),
                queue,
                pace,
                clock,
                workers,
                settlements::settle);
        lanes = new FeedLanes(databases.vertx(), institutions, queue, processor, pace);
        intake = new FeedIntake(
                institutions,
                mapped,
                queue,
                entries -> audit.append(entries),
                lanes::wake,
                clock,
                UUID::randomUUID,
                workers,
                new OrderReplies(
                        (bundle, message, context) -> Uni.createFrom().item(List.of()),
                        settlements,
                        queue,
                        clock,
                        ORDER_PATIENCE));
        server = new MllpServer(databases.vertx(), settings, intake);
        port = server.start().await().atMost(Duration.ofSeconds(10));
    }

    static FeedHub on(HubDatabases databases) {
        return new FeedHub(databases, MllpLimits.DEFAULT, MAPPER);
    }

    static Mapping mapper() {
        return MAPPER;
    }

    void startLanes() {
        lanes.start();
    }

    FeedDesk desk() {
        return new FeedDesk(records, intake, this::append, lanes::wake, InstantSource.system(), UUID::randomUUID);
    }

    private Uni<Void> append(List<AuditEntry> entries) {
        entries.forEach(entry -> audited.putIfAbsent(entry.id(), entry));
        return Uni.createFrom().voidItem();
    }

    Uni<Void> remember(byte[] bundle, org.hulian.fhir.interaction.RequestContext context) {
        order.add(context.id());
        MessageBundle.of(bundle)
                .entries()
                .forEach(entry -> written.put(
                        entry.path("request").path("url").asText(),
                        entry.path("resource").toString()));
        return Uni.createFrom().voidItem();
    }

    /** A row of the queue. */
    record Kept(String id, String status, boolean accepted, int deliveries, String problems) {}

    /** The one message kept under a control id. */
    Kept kept(String controlId) {
        return allKept(controlId).getFirst();
    }

    List<Kept> allKept(String like) {
        List<Kept> kept = new ArrayList<>();
        for (Row row : databases
                .clinical()
                .preparedQuery("select id, status, accepted, deliveries, problems from hub.feed_message"
                        + " where control_id like $1 order by seq")
                .executeAndAwait(Tuple.of(like))) {
            kept.add(new Kept(
                    row.getUUID(0).toString(),
                    row.getString(1),
                    row.getBoolean(2),
                    row.getInteger(3),
                    row.getString(4)));
        }
        return kept;
    }

    @Override
    public void close() {
        lanes.stop();
        server.stop().await().atMost(Duration.ofSeconds(10));
    }
}
