package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.feed.codes.CodeMappings;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Told;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.store.postgres.SealedTable;
import org.hulian.mappers.MappingResult;
import org.hulian.security.crypto.Sealer;
import org.hulian.security.pseudonym.PseudonymCipher;
import org.jspecify.annotations.Nullable;

/** The feed put together: two doors, one queue, a lane for each sender. */
public final class Feed {
    private final FeedLanes lanes;
    private final FeedIntake intake;
    private final FeedDesk desk;
    private final FeedTrial trial;
    private final FeedRenderings renderings;
    private final CodeMappings codes;
    private final Institutions institutions;
    private final Vertx vertx;
    private @Nullable MllpServer mllp;

    /**
     * What the feed is made of.
     *
     * @param sealer  the hub's own key, for messages as they came
     * @param workers where messages are mapped and processed
     */
    public record Parts(
            Vertx vertx,
            Pool clinical,
            Sealer sealer,
            PseudonymCipher pseudonyms,
            Institutions institutions,
            Mapping mapping,
            BundleWriter writer,
            RecordReader records,
            OrderAdvice advice,
            AuditLog audit,
            Told told,
            CodeMappings codes,
            FeedSettings settings,
            InstantSource clock,
            Supplier<UUID> ids,
            Executor workers) {}

    /** A feed that does nothing before it is started. */
    public Feed(Parts parts) {
        FeedQueue queue = new FeedQueue(parts.clinical(), parts.sealer(), parts.pseudonyms());
        Settlements settlements = new Settlements();
        codes = parts.codes();
        FeedMapping mapping = new FeedMapping(parts.mapping(), codes::of);
        FeedProcessor processor = new FeedProcessor(
                mapping,
                parts.writer(),
                parts.records(),
                queue,
                parts.settings(),
                parts.clock(),
                parts.workers(),
                settlements::settle);
        vertx = parts.vertx();
        institutions = parts.institutions();
        lanes = new FeedLanes(vertx, institutions, queue, processor, parts.settings());
        intake = new FeedIntake(
                institutions,
                mapping,
                queue,
                parts.audit(),
                lanes::wake,
                parts.clock(),
                parts.ids(),
                parts.workers(),
                new OrderReplies(parts.advice(), settlements, queue, parts.clock(), OrderReplies.PATIENCE));
        desk = new FeedDesk(
                new FeedRecords(parts.clinical(), parts.sealer(), parts.pseudonyms()),
                intake,
                parts.audit(),
                lanes::wake,
                parts.clock(),
                parts.ids());
        trial = new FeedTrial(institutions, mapping, parts.told(), parts.clock(), parts.workers());
        renderings = new FeedRenderings(institutions);
    }

    /**
     * Takes up what waits, then opens the MLLP port.
     *
     * @return the port
     */
    public Uni<Integer> start(MllpSettings settings) {
        MllpServer server = new MllpServer(vertx, settings, intake);
        mllp = server;
        return codes.start(lanes::wake).invoke(lanes::start).chain(server::start);
    }

    /** The messages as they came, for whoever rotates keys. */
    public static SealedTable sealedMessages(Pool clinical, Sealer hub) {
        return FeedQueue.sealed(clinical, hub);
    }

    /** Closes the port; messages in progress end, or are taken up at the next start. */
    public Uni<Void> stop() {
        codes.stop();
        lanes.stop();
        MllpServer server = mllp;
        return server == null ? Uni.createFrom().voidItem() : server.stop();
    }

    /**
     * Takes in one message that came over HTTP.
     *
     * @param charset what the request says of its bytes, or null
     * @return the acknowledgement, a message itself
     */
    public Uni<byte[]> receive(byte[] message, @Nullable String charset, RequestContext context) {
        return desk.receive(message, charset, context).map(Reply::acknowledgement);
    }

    /**
     * What a message would be mapped to; nothing is kept and nothing changes.
     *
     * @param sender code of the institution whose settings apply, or null for the one that owns the message's MSH-4
     */
    public Uni<MappingResult> tried(TriedMessage message, @Nullable String sender, RequestContext context) {
        return trial.map(message, sender, context);
    }

    /** Messages newest first, as JSON. */
    public Uni<String> messages(
            @Nullable String status,
            @Nullable String sender,
            @Nullable String before,
            @Nullable String count,
            RequestContext context) {
        FeedFilter filter = FeedQuery.of(status, sender, before, count, institutions);
        return desk.list(filter, context).map(messages -> renderings.list(messages, filter.count()));
    }

    /** One message with problems, coverage and trace, as JSON. */
    public Uni<String> message(String id, RequestContext context) {
        return desk.show(FeedQuery.id(id), context).map(renderings::shown);
    }

    /** One message as it came. */
    public Uni<byte[]> content(String id, RequestContext context) {
        return desk.content(FeedQuery.id(id), context)
                .map(shown -> shown.content().bytes());
    }

    /** Processes a message again; its state, as JSON. */
    public Uni<String> replay(String id, RequestContext context) {
        return desk.replay(FeedQuery.id(id), context).map(renderings::one);
    }

    /** Codes and units no map knows, most frequent first, as JSON. */
    public Uni<String> unmapped(@Nullable String sender, @Nullable String count, RequestContext context) {
        return desk.missing(FeedQuery.sender(sender, institutions), FeedQuery.count(count), context)
                .map(renderings::missing);
    }
}
