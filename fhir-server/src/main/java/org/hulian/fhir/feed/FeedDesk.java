package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.security.audit.Agent;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.hulian.security.consent.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The feed as its people see it: stewards and operators all of it, an institution what it sent. Content is for the
 * steward and its sender. Every look leaves its audit entry before it is answered.
 */
final class FeedDesk {
    private static final Set<String> SEES_ALL = Set.of("steward", "operator");
    private static final String SYSTEM = "system";
    private static final String STEWARD = "steward";

    private final FeedRecords records;
    private final FeedIntake intake;
    private final AuditLog audit;
    private final IntConsumer wake;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    FeedDesk(
            FeedRecords records,
            FeedIntake intake,
            AuditLog audit,
            IntConsumer wake,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.records = records;
        this.intake = intake;
        this.audit = audit;
        this.wake = wake;
        this.clock = clock;
        this.ids = ids;
    }

    /** A message with its trace and its bytes. */
    record Shown(FeedMessage message, FeedRecords.Content content) {}

    /** Takes a message in over HTTP, from the backend client of the institution that sends it. */
    Uni<Reply> receive(byte[] message, @Nullable String charset, RequestContext context) {
        Caller caller = context.caller();
        if (!caller.roles().contains(SYSTEM) || caller.institutionCode() == null) {
            return refuse(context, "the feed takes messages from backend clients of institutions only");
        }
        return intake.receive(message, new Origin(caller.institutionCode(), caller.address(), charset));
    }

    Uni<List<FeedMessage>> list(FeedFilter filter, RequestContext context) {
        Integer own = own(context.caller());
        if (own == null && !seesAll(context.caller())) {
            return refuse(context, "the feed is shown to stewards, operators and its senders");
        }
        FeedFilter visible =
                own == null ? filter : new FeedFilter(filter.status(), own, filter.before(), filter.count());
        return records.list(visible).call(() -> record(context, Interaction.SEARCH, Outcome.ALLOWED, null, null));
    }

    Uni<Shown> show(UUID id, RequestContext context) {
        return visible(id, context)
                .chain(message -> records.content(id)
                        .map(content -> new Shown(message, content))
                        .call(() -> record(context, Interaction.READ, Outcome.ALLOWED, message, null)));
    }

    /** The bytes as received. */
    Uni<Shown> content(UUID id, RequestContext context) {
        return visible(id, context).chain(message -> {
            Integer own = own(context.caller());
            boolean permitted = context.caller().roles().contains(STEWARD) || own != null;
            return permitted
                    ? show(id, context)
                    : this.<Shown>refuse(context, "the content of a message is for the steward and its sender");
        });
    }

    /** Processes a message again; one that was refused is taken in again as it came. */
    Uni<FeedMessage> replay(UUID id, RequestContext context) {
        return visible(id, context)
                .call(message -> record(context, Interaction.OPERATION, Outcome.ALLOWED, message, null))
                .chain(message -> message.accepted() ? again(message) : anew(message))
                .chain(() -> visible(id, context));
    }

    Uni<List<FeedRecords.Missing>> missing(@Nullable Integer sender, int count, RequestContext context) {
        Integer own = own(context.caller());
        if (own == null && !seesAll(context.caller())) {
            return refuse(context, "unmapped codes are shown to stewards, operators and their senders");
        }
        return records.missing(own == null ? sender : own, count)
                .call(() -> record(context, Interaction.SEARCH, Outcome.ALLOWED, null, null));
    }

    private Uni<Void> again(FeedMessage message) {
        Integer sender = message.sender();
        return records.again(message.id()).invoke(() -> {
            if (sender != null) {
                wake.accept(sender);
            }
        });
    }

    private Uni<Void> anew(FeedMessage message) {
        return records.content(message.id())
                .chain(content -> intake.receive(content.bytes(), new Origin(null, null, message.charset())))
                .replaceWithVoid();
    }

    private Uni<FeedMessage> visible(UUID id, RequestContext context) {
        return records.find(id).chain(found -> {
            if (found != null && mayKnow(context.caller(), found)) {
                return Uni.createFrom().item(found);
            }
            Outcome outcome = found == null ? Outcome.NOT_FOUND : Outcome.DENIED;
            return record(context, Interaction.READ, outcome, found, "feed")
                    .chain(() ->
                            Uni.createFrom().failure(new FailureException(new Failure.NotFound("feed message " + id))));
        });
    }

    private static boolean mayKnow(Caller caller, FeedMessage message) {
        Integer sender = message.sender();
        return seesAll(caller) || (sender != null && sender.equals(own(caller)));
    }

    private static boolean seesAll(Caller caller) {
        return caller.roles().stream().anyMatch(SEES_ALL::contains);
    }

    /** The institution whose messages alone the caller sees; null for one who sees all, or none. */
    private static @Nullable Integer own(Caller caller) {
        return !seesAll(caller) && caller.roles().contains(SYSTEM) && caller.institution() > 0
                ? caller.institution()
                : null;
    }

    private <T> Uni<T> refuse(RequestContext context, String reason) {
        return record(context, Interaction.MESSAGE, Outcome.DENIED, null, "role")
                .chain(() -> Uni.createFrom().failure(new FailureException(new Failure.Forbidden(reason))));
    }

    private Uni<Void> record(
            RequestContext context,
            Interaction interaction,
            Outcome outcome,
            @Nullable FeedMessage message,
            @Nullable String reason) {
        UUID patient = message == null ? null : message.patient();
        return audit.append(List.of(new AuditEntry(
                ids.get(),
                clock.instant(),
                interaction,
                outcome,
                Agent.of(context.caller()),
                patient == null ? List.of() : List.of(patient),
                message == null
                        ? List.of()
                        : List.of(Entity.message(message.type(), message.id().toString())),
                null,
                List.of("feed"),
                context.id(),
                reason)));
    }
}
