package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Told;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.mappers.MappingResult;
import org.hulian.mappers.Sender;
import org.hulian.mappers.SourceMessage;
import org.hulian.mappers.source.hl7v2.Hl7v2Envelope;
import org.hulian.mappers.source.hl7v2.Peeked;
import org.hulian.security.audit.Outcome;
import org.hulian.security.consent.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Maps a message as the feed would, under the ids it would have, and keeps nothing of it. For stewards and operators with
 * any sender's settings, and for an institution's own software with its own.
 */
final class FeedTrial {
    private static final Set<String> ANY_SENDER = Set.of("steward", "operator");
    private static final String SYSTEM = "system";

    private final Institutions institutions;
    private final FeedMapping mapping;
    private final Told told;
    private final InstantSource clock;
    private final Executor workers;

    FeedTrial(Institutions institutions, FeedMapping mapping, Told told, InstantSource clock, Executor workers) {
        this.institutions = institutions;
        this.mapping = mapping;
        this.told = told;
        this.clock = clock;
        this.workers = workers;
    }

    /**
     * What the message is mapped to.
     *
     * @param sender code of the institution whose settings apply, or null for the one that owns MSH-4
     */
    Uni<MappingResult> map(TriedMessage message, @Nullable String sender, RequestContext context) {
        Optional<Institution> institution = institution(message, sender);
        Caller caller = context.caller();
        if (!mayTry(caller, institution)) {
            return record(context, Outcome.DENIED, "role")
                    .chain(() -> Uni.createFrom()
                            .failure(new FailureException(new Failure.Forbidden(
                                    "messages are tried by stewards, operators and their own sender"))));
        }
        if (institution.isEmpty() || institution.get().sender() == null) {
            return record(context, Outcome.REJECTED, "sender")
                    .chain(() -> Uni.createFrom().failure(unknownSender(sender)));
        }
        return Uni.createFrom()
                .item(() -> mapped(message, institution.get()))
                .runSubscriptionOn(workers)
                .call(() -> record(context, Outcome.ALLOWED, null));
    }

    private Optional<Institution> institution(TriedMessage message, @Nullable String sender) {
        if (sender != null) {
            return institutions.byCode(sender);
        }
        return Hl7v2Envelope.peek(message.bytes("")) instanceof Peeked.Envelope envelope
                ? institutions.byFacility(envelope.facilityName())
                : Optional.empty();
    }

    private static boolean mayTry(Caller caller, Optional<Institution> institution) {
        return caller.roles().stream().anyMatch(ANY_SENDER::contains)
                || (caller.roles().contains(SYSTEM)
                        && institution.isPresent()
                        && institution.get().number() == caller.institution());
    }

    private MappingResult mapped(TriedMessage message, Institution institution) {
        Sender sender = Objects.requireNonNull(institution.sender());
        byte[] bytes = message.bytes(sender.defaultCharset());
        String controlId = Hl7v2Envelope.peek(bytes) instanceof Peeked.Envelope envelope ? envelope.controlId() : "";
        UUID id = MessageIds.message(institution.code(), controlId, MessageIds.sha256(bytes));
        Instant now = clock.instant();
        return mapping.map(new SourceMessage(id, bytes, now), institution, sender, null)
                .result();
    }

    private static FailureException unknownSender(@Nullable String sender) {
        return new FailureException(new Failure.Malformed(
                "value",
                List.of(new Failure.Issue(
                        "value",
                        sender == null ? "inputData" : "sender",
                        "No sender known here: name one in the parameter sender, or in MSH-4.",
                        "未登记的发送方，请在参数 sender 或 MSH-4 中给出。"))));
    }

    private Uni<Void> record(RequestContext context, Outcome outcome, @Nullable String reason) {
        return told.by("$transform", outcome, List.of("feed"), reason, context);
    }
}
