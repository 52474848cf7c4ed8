package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.mappers.Coverage;
import org.hulian.mappers.MappingResult;
import org.hulian.mappers.Problem;
import org.hulian.mappers.Sender;
import org.hulian.mappers.SourceMessage;
import org.hulian.mappers.Status;
import org.hulian.mappers.source.hl7v2.AckCode;
import org.hulian.mappers.source.hl7v2.Peeked;
import org.hulian.security.audit.Agent;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a message from any transport: AA means that it is durable, readable and accounted for; its records follow at
 * once in the background. Whatever is refused is kept as a dead letter with the reason, and answered with it.
 */
final class FeedIntake {
    private static final Logger LOG = Logger.getLogger(FeedIntake.class);

    private final Institutions institutions;
    private final FeedMapping mapping;
    private final FeedQueue queue;
    private final AuditLog audit;
    private final IntConsumer wake;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Executor workers;
    private final OrderReplies orders;

    /**
     * @param wake    told the institution number when there is something to process
     * @param workers where messages are mapped: a large one takes too long for an event loop
     */
    FeedIntake(
            Institutions institutions,
            FeedMapping mapping,
            FeedQueue queue,
            AuditLog audit,
            IntConsumer wake,
            InstantSource clock,
            Supplier<UUID> ids,
            Executor workers,
            OrderReplies orders) {
        this.institutions = institutions;
        this.mapping = mapping;
        this.queue = queue;
        this.audit = audit;
        this.wake = wake;
        this.clock = clock;
        this.ids = ids;
        this.workers = workers;
        this.orders = orders;
    }

    /** Never fails: what goes wrong is in the acknowledgement. */
    Uni<Reply> receive(byte[] bytes, Origin origin) {
        Letter letter = Letter.of(bytes, origin, clock.instant());
        return Uni.createFrom()
                .voidItem()
                .emitOn(workers)
                .chain(() -> read(letter))
                .onFailure()
                .recoverWithItem(failure -> unavailable(letter, failure));
    }

    /** Bytes that never became a message: kept with the reason. */
    Uni<Reply> broken(byte[] kept, Origin origin, FeedFault fault) {
        Letter letter = Letter.of(kept, origin, clock.instant());
        Institution sender = sender(letter.envelope()).orElse(null);
        return refused(letter, sender, AckCode.AR, Status.PARSING_ERROR, fault.problem())
                .onFailure()
                .recoverWithItem(failure -> unavailable(letter, failure));
    }

    private Uni<Reply> read(Letter letter) {
        Peeked.Envelope envelope = letter.envelope();
        if (envelope == null) {
            return refused(letter, null, AckCode.AR, Status.PARSING_ERROR, FeedFault.NO_HEADER.problem());
        }
        Institution institution = sender(envelope).orElse(null);
        Sender sender = institution == null ? null : institution.sender();
        if (institution == null || sender == null) {
            return refused(letter, null, AckCode.AR, Status.PARSING_ERROR, FeedFault.UNKNOWN_SENDER.at("MSH-4"));
        }
        String signedIn = letter.origin().institution();
        if (signedIn != null && !signedIn.equals(institution.code())) {
            // Kept without a sender: it must not appear among the messages of the institution it names.
            return refused(letter, null, AckCode.AR, Status.PARSING_ERROR, FeedFault.FOREIGN_SENDER.at("MSH-4"));
        }
        if (envelope.controlId().isEmpty()) {
            return refused(letter, institution, AckCode.AE, Status.PARSING_ERROR, FeedFault.NO_CONTROL_ID.at("MSH-10"));
        }
        UUID id = MessageIds.message(institution.code(), envelope.controlId(), letter.sha256());
        SourceMessage message = new SourceMessage(id, letter.bytes(), letter.received());
        MappingResult result = mapping.map(
                        message, institution, sender, letter.origin().charset())
                .result();
        return mapped(letter, institution, id, result);
    }

    private Uni<Reply> mapped(Letter letter, Institution institution, UUID id, MappingResult result) {
        byte[] bundle = result.bundle();
        if (bundle == null) {
            return refused(letter, institution, result.status(), result.problems());
        }
        MessageBundle records = MessageBundle.of(bundle);
        Optional<Problem> nonsense =
                result.problems().stream().filter(FeedIntake::isNonsense).findFirst();
        if (nonsense.isPresent()) {
            return refused(letter, institution, AckCode.AE, Status.CONVERSION_ERROR, nonsense.get());
        }
        Incoming message = new Incoming(
                id,
                institution.number(),
                letter.controlId(),
                letter.type(),
                letter.received(),
                records.sent().orElse(null),
                letter.bytes(),
                Status.RECEIVED,
                records.patient().orElse(null),
                letter.origin().charset(),
                result.problems(),
                result.coverage(),
                result.trace());
        AuditEntry entry = accepted(letter, institution, message, letter.received());
        return queue.accept(message, entry).chain(acceptance -> switch (acceptance) {
            case Acceptance.Accepted accepted -> accounted(entry, letter, institution, id, bundle);
            case Acceptance.Repeated(Instant first) ->
                accounted(accepted(letter, institution, message, first), letter, institution, id, bundle);
            case Acceptance.Contradicted contradicted ->
                refused(letter, institution, AckCode.AE, Status.CONVERSION_ERROR, FeedFault.CONTRADICTION.at("MSH-10"));
        });
    }

    /** The entry's id follows from the message's: a message that comes again has the one it had. */
    private static AuditEntry accepted(Letter letter, Institution institution, Incoming message, Instant first) {
        UUID id = MessageIds.acceptance(message.id(), first);
        return entry(id, letter, institution, message, Outcome.ALLOWED, null);
    }

    private Uni<Reply> accounted(AuditEntry entry, Letter letter, Institution institution, UUID id, byte[] bundle) {
        Peeked.Envelope envelope = letter.envelope();
        Sender sender = institution.sender();
        Uni<Void> durable = audit.append(List.of(entry)).invoke(() -> wake.accept(institution.number()));
        if (envelope == null || sender == null || !OrderReplies.isDue(envelope)) {
            return durable.replaceWith(() -> letter.reply(AckCode.AA, null, id, clock.instant()));
        }
        orders.expect(id);
        return durable.chain(() -> orders.to(envelope, institution, sender, id, bundle));
    }

    private Uni<Reply> refused(
            Letter letter, @Nullable Institution institution, Status status, List<Problem> problems) {
        return keep(letter, institution, AckCode.AE, status, problems);
    }

    private Uni<Reply> refused(
            Letter letter, @Nullable Institution institution, AckCode code, Status status, Problem problem) {
        return keep(letter, institution, code, status, List.of(problem));
    }

    private Uni<Reply> keep(
            Letter letter, @Nullable Institution institution, AckCode code, Status status, List<Problem> problems) {
        String sender = institution == null ? "" : institution.code();
        UUID id = MessageIds.message(sender, letter.controlId(), letter.sha256());
        Incoming message = new Incoming(
                id,
                institution == null ? null : institution.number(),
                letter.controlId(),
                letter.type(),
                letter.received(),
                null,
                letter.bytes(),
                status,
                null,
                letter.origin().charset(),
                problems,
                Coverage.NONE,
                List.of());
        Problem first = problems.isEmpty() ? FeedFault.NOT_WRITTEN.problem() : problems.getFirst();
        Outcome outcome = institution == null ? Outcome.DENIED : Outcome.REJECTED;
        AuditEntry entry = entry(ids.get(), letter, institution, message, outcome, first.code());
        return queue.refuse(message)
                .chain(() -> audit.append(List.of(entry)))
                .replaceWith(() -> letter.reply(code, first, id, clock.instant()));
    }

    private static AuditEntry entry(
            UUID id,
            Letter letter,
            @Nullable Institution institution,
            Incoming message,
            Outcome outcome,
            @Nullable String reason) {
        Origin origin = letter.origin();
        String sender = institution == null ? origin.institution() : institution.code();
        UUID patient = message.patient();
        return new AuditEntry(
                id,
                letter.received(),
                Interaction.MESSAGE,
                outcome,
                sender == null ? Agent.unknown(origin.address()) : Agent.sender(sender, origin.address()),
                patient == null ? List.of() : List.of(patient),
                List.of(Entity.message(message.type(), message.id().toString())),
                null,
                List.of("feed"),
                message.id().toString(),
                reason);
    }

    private Reply unavailable(Letter letter, Throwable failure) {
        UUID fault = ids.get();
        // Only the kind: messages of database faults may quote values.
        LOG.errorf(
                "feed message not taken in, fault %s: %s",
                fault, failure.getClass().getName());
        LOG.debugf(failure, "fault %s", fault);
        return letter.reply(AckCode.AR, FeedFault.UNAVAILABLE.problem(), fault, clock.instant());
    }

    /** Who is born in the future is not who the message means: the mapper would go on without the date. */
    private static boolean isNonsense(Problem problem) {
        return problem.code().equals("DATE_IN_FUTURE") && problem.location().startsWith("PID");
    }

    private Optional<Institution> sender(Peeked.@Nullable Envelope envelope) {
        return envelope == null ? Optional.empty() : institutions.byFacility(envelope.facilityName());
    }
}
