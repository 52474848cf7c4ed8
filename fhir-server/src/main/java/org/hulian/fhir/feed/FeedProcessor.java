package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.region.Institution;
import org.hulian.mappers.MappingResult;
import org.hulian.mappers.Problem;
import org.hulian.mappers.Sender;
import org.hulian.mappers.SourceMessage;
import org.hulian.mappers.Status;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns one waiting message into records. The mapping gives the same ids every time and the status moves only after the
 * records are committed, so a message that was interrupted anywhere is simply processed again.
 */
final class FeedProcessor {
    private static final Logger LOG = Logger.getLogger(FeedProcessor.class);

    private final FeedMapping mapping;
    private final BundleWriter writer;
    private final Precedence precedence;
    private final FeedQueue queue;
    private final FeedSettings settings;
    private final InstantSource clock;
    private final Executor workers;
    private final Consumer<UUID> settled;

    /** @param settled told the id of every message that came to an end */
    FeedProcessor(
            FeedMapping mapping,
            BundleWriter writer,
            RecordReader records,
            FeedQueue queue,
            FeedSettings settings,
            InstantSource clock,
            Executor workers,
            Consumer<UUID> settled) {
        this.mapping = mapping;
        this.writer = writer;
        this.precedence = new Precedence(queue, records);
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
        this.workers = workers;
        this.settled = settled;
    }

    /**
     * Processes a message to an end, or defers it.
     *
     * @return how long its sender's queue has to wait before going on; zero when it need not
     */
    Uni<Duration> process(Waiting message, Institution institution, Sender sender) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(workers)
                .chain(() -> map(message, institution, sender))
                .onFailure()
                .recoverWithUni(failure -> failed(message, institution, failure))
                .invoke(delay -> {
                    if (delay.isZero()) {
                        settled.accept(message.id());
                    }
                });
    }

    private Uni<Duration> map(Waiting message, Institution institution, Sender sender) {
        SourceMessage source = new SourceMessage(message.id(), message.bytes(), message.received());
        FeedMapping.Mapped mapped = mapping.map(source, institution, sender, message.charset());
        MappingResult result = mapped.result();
        byte[] bundle = result.bundle();
        if (bundle == null) {
            // The definitions changed between acceptance and now.
            return end(message, institution, of(result, message, null, CodeUse.NONE));
        }
        MessageBundle records = MessageBundle.of(bundle);
        RequestContext context =
                new RequestContext(FeedCallers.of(institution), message.id().toString(), "zh");
        return precedence
                .applied(records, message, institution.number(), context)
                .emitOn(workers)
                .chain(fitted -> writer.write(fitted.withOriginal(message.id(), message.bytes()), context))
                .emitOn(workers)
                .chain(() -> end(
                        message,
                        institution,
                        of(result, message, clock.instant(), CodeUse.of(records, mapped.codes()))));
    }

    private static Finished of(MappingResult result, Waiting message, @Nullable Instant written, CodeUse use) {
        boolean incomplete =
                result.status() == Status.PROCESSED && !use.unmapped().isEmpty();
        Status status = incomplete ? Status.WARNING : result.status();
        return new Finished(
                status, result.problems(), result.coverage(), result.trace(), message.patient(), written, use);
    }

    private Uni<Duration> end(Waiting message, Institution institution, Finished finished) {
        return queue.finish(message.id(), institution.number(), finished).replaceWith(Duration.ZERO);
    }

    private Uni<Duration> failed(Waiting message, Institution institution, Throwable failure) {
        return switch (Verdict.of(failure)) {
            case Verdict.Dead dead ->
                queue.fail(message.id(), Status.CONVERSION_ERROR, List.of(dead.problem()))
                        .replaceWith(Duration.ZERO);
            case Verdict.Again again -> again(message, institution, again.problem(), failure);
        };
    }

    private Uni<Duration> again(Waiting message, Institution institution, Problem problem, Throwable failure) {
        // Only the kind: messages of database faults may quote values.
        LOG.warnf(
                "feed message %s of %s not written, attempt %d: %s",
                message.id(),
                institution.code(),
                message.attempts() + 1,
                failure.getClass().getName());
        LOG.debugf(failure, "feed message %s", message.id());
        if (message.attempts() + 1 >= settings.attempts()) {
            return queue.fail(message.id(), Status.CONVERSION_ERROR, List.of(FeedFault.RETRIES.problem(), problem))
                    .replaceWith(Duration.ZERO);
        }
        Duration delay = settings.delay(message.attempts());
        return queue.defer(message.id(), clock.instant().plus(delay), List.of(problem))
                .replaceWith(delay);
    }
}
