package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.DatabaseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hulian.fhir.store.postgres.AuditOutbox;
import org.hulian.fhir.store.postgres.RowList;
import org.hulian.fhir.store.postgres.SealedTable;
import org.hulian.mappers.Problem;
import org.hulian.mappers.Status;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.crypto.Sealer;
import org.hulian.security.pseudonym.PseudonymCipher;
import org.jspecify.annotations.Nullable;

/**
 * The messages of all senders in {@code hub.feed_message} of the clinical database: one row each, sealed, and the queue
 * at the same time.
 */
final class FeedQueue {
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String INSERT = """
            insert into hub.feed_message as m
                   (id, sender, control_id, type, sha256, received, accepted, status, patient, charset,
                    problems, coverage, trace, sealed, sent)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """;

    /** The same message again: counted; what was refused before may be accepted now. */
    private static final String ACCEPT = INSERT + """
                on conflict (id) do update
               set deliveries = m.deliveries + 1,
                   accepted = true,
                   received = case when m.accepted then m.received else excluded.received end,
                   status = case when m.accepted then m.status else excluded.status end,
                   problems = case when m.accepted then m.problems else excluded.problems end,
                   coverage = case when m.accepted then m.coverage else excluded.coverage end,
                   trace = case when m.accepted then m.trace else excluded.trace end
            returning case when old.accepted then old.received end as first
            """;

    private static final String REFUSE = INSERT + """
                on conflict (id) do update
               set deliveries = m.deliveries + 1,
                   status = case when m.accepted then m.status else excluded.status end,
                   problems = case when m.accepted then m.problems else excluded.problems end
            """;

    /** Served by feed_message_waiting. */
    private static final String SENDERS =
            "select distinct sender from hub.feed_message where accepted and status in ('received', 'deferred')";

    /** Served by feed_message_waiting (sender, seq). */
    private static final String NEXT = """
            select id, type, received, sent, written, attempts, patient, charset, sealed
              from hub.feed_message
             where sender = $1 and accepted and status in ('received', 'deferred')
             order by seq
             limit $2
            """;

    private static final String FINISH = """
            update hub.feed_message
               set status = $2, attempts = attempts + 1, due = null, problems = $3, coverage = $4, trace = $5,
                   patient = coalesce($6, patient), written = coalesce($7, written),
                   mappings = $8, coded = $9, uncoded = $10
             where id = $1
            """;

    /** Served by feed_message_by_patient. */
    private static final String ORDER = """
            select max(coalesce(sent, received)) filter (where type like 'ADT^%') as registered,
                   max(coalesce(sent, received)) as latest
              from hub.feed_message
             where patient = $1 and sender = $2 and id <> $3 and status in ('processed', 'warning')
            """;

    private static final String FORGET_UNMAPPED = "delete from hub.feed_unmapped where message = $1";

    private static final String UNMAPPED = """
            insert into hub.feed_unmapped(message, sender, kind, system, code, display, unit, n)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private static final String DEFER =
            "update hub.feed_message set status = 'deferred', attempts = attempts + 1, due = $2, problems = $3 where id = $1";

    private static final String FAIL =
            "update hub.feed_message set status = $2, attempts = attempts + 1, due = null, problems = $3 where id = $1";

    private final Pool clinical;
    private final Sealer sealer;
    private final PseudonymCipher pseudonyms;
    private final AuditOutbox outbox;

    FeedQueue(Pool clinical, Sealer sealer, PseudonymCipher pseudonyms) {
        this.clinical = clinical;
        this.sealer = sealer;
        this.pseudonyms = pseudonyms;
        this.outbox = new AuditOutbox(sealer);
    }

    /** Whether an accepted message is still to be processed. */
    Uni<Boolean> isWaiting(UUID id) {
        return status(id).map(status -> status == Status.RECEIVED || status == Status.DEFERRED);
    }

    /** The state of a message that was kept. */
    Uni<Status> status(UUID id) {
        return clinical.preparedQuery("select status from hub.feed_message where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> Status.valueOf(rows.iterator().next().getString(0).toUpperCase(Locale.ROOT)));
    }

    /** Durable, together with the audit entry, when the Uni completes with Accepted. */
    Uni<Acceptance> accept(Incoming message, AuditEntry audit) {
        return clinical.<Acceptance>withTransaction(connection -> connection
                        .preparedQuery(ACCEPT)
                        .execute(row(message, true))
                        .chain(rows -> {
                            OffsetDateTime first = rows.iterator().next().getOffsetDateTime("first");
                            return first == null
                                    ? outbox.add(connection, List.of(audit)).replaceWith(new Acceptance.Accepted())
                                    : Uni.createFrom().item(new Acceptance.Repeated(first.toInstant()));
                        }))
                .onFailure(FeedQueue::isContradiction)
                .recoverWithItem(new Acceptance.Contradicted());
    }

    /** Keeps a dead letter; a message that was accepted before stays as it is. */
    Uni<Void> refuse(Incoming message) {
        return clinical.preparedQuery(REFUSE).execute(row(message, false)).replaceWithVoid();
    }

    /** Senders with something to do. */
    Uni<List<Integer>> senders() {
        return clinical.query(SENDERS).execute().map(rows -> RowList.of(rows, row -> row.getInteger("sender")));
    }

    /** The next messages of a sender, in order of arrival. */
    Uni<List<Waiting>> next(int sender, int count) {
        return clinical.preparedQuery(NEXT)
                .execute(Tuple.of(sender, count))
                .map(rows -> RowList.of(rows, this::waiting));
    }

    /** When the sender's other messages about the patient of this one were sent. */
    Uni<FeedOrder> order(Waiting message, int sender) {
        UUID patient = message.patient();
        return patient == null
                ? Uni.createFrom().item(FeedOrder.FIRST)
                : clinical.preparedQuery(ORDER)
                        .execute(Tuple.of(pseudonyms.pseudonym(patient), sender, message.id()))
                        .map(rows -> {
                            Row row = rows.iterator().next();
                            return new FeedOrder(instant(row, "registered"), instant(row, "latest"));
                        });
    }

    /** The end of a message's processing; counted codes are replaced, so doing it twice changes nothing. */
    Uni<Void> finish(UUID id, int sender, Finished end) {
        return clinical.withTransaction(connection -> connection
                .preparedQuery(FINISH)
                .execute(Tuple.from(Arrays.asList(
                        id,
                        end.status().code(),
                        FeedJson.problems(end.problems()),
                        FeedJson.coverage(end.coverage()),
                        Buffer.buffer(FeedJson.trace(end.trace())),
                        pseudonym(end.patient()),
                        end.written() == null ? null : at(end.written()),
                        end.use().used().isEmpty() ? null : end.use().used().toArray(Long[]::new),
                        end.use().coded(),
                        end.use().uncoded())))
                .chain(() -> connection.preparedQuery(FORGET_UNMAPPED).execute(Tuple.of(id)))
                .chain(() -> unmapped(connection, id, sender, end.use().unmapped())));
    }

    /** To be tried again at {@code due}, or at once after a restart; the messages behind it wait. */
    Uni<Void> defer(UUID id, Instant due, List<Problem> problems) {
        return clinical.preparedQuery(DEFER)
                .execute(Tuple.of(id, at(due), FeedJson.problems(problems)))
                .replaceWithVoid();
    }

    /** A dead letter from now on; what the mapping said of it stays. */
    Uni<Void> fail(UUID id, Status status, List<Problem> problems) {
        return clinical.preparedQuery(FAIL)
                .execute(Tuple.of(id, status.code(), FeedJson.problems(problems)))
                .replaceWithVoid();
    }

    private Tuple row(Incoming message, boolean accepted) {
        Tuple row = Tuple.tuple();
        row.addUUID(message.id());
        row.addInteger(message.sender());
        row.addString(message.controlId());
        row.addString(message.type());
        row.addValue(Buffer.buffer(MessageIds.sha256(message.bytes())));
        row.addOffsetDateTime(at(message.received()));
        row.addBoolean(accepted);
        row.addString(message.status().code());
        row.addUUID(pseudonym(message.patient()));
        row.addString(message.charset());
        row.addString(FeedJson.problems(message.problems()));
        row.addString(FeedJson.coverage(message.coverage()));
        row.addValue(Buffer.buffer(FeedJson.trace(message.trace())));
        row.addValue(Buffer.buffer(sealer.seal(message.bytes(), context(message.id()))));
        row.addOffsetDateTime(message.sent() == null ? null : at(message.sent()));
        return row;
    }

    private Waiting waiting(Row row) {
        UUID id = row.getUUID("id");
        UUID patient = row.getUUID("patient");
        Instant received = row.getOffsetDateTime("received").toInstant();
        Instant sent = instant(row, "sent");
        return new Waiting(
                id,
                row.getString("type"),
                received,
                sent == null ? received : sent,
                instant(row, "written"),
                row.getInteger("attempts"),
                patient == null ? null : pseudonyms.reveal(patient),
                row.getString("charset"),
                sealer.open(row.getBuffer("sealed").getBytes(), context(id)));
    }

    /** The messages, to be sealed anew after the master key was rotated. */
    static SealedTable sealed(Pool clinical, Sealer sealer) {
        return new SealedTable(
                clinical, "feed_message", List.of("id"), List.of(new UUID(0, 0)), "sealed", (row, bytes) -> {
                    byte[] context = context(row.getUUID("id"));
                    return sealer.seal(sealer.open(bytes, context), context);
                });
    }

    /** Binds the sealed bytes to their row. */
    static byte[] context(UUID id) {
        return ("feed/" + id).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static Uni<Void> unmapped(SqlConnection connection, UUID id, int sender, Map<UnmappedCode, Integer> codes) {
        if (codes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = new ArrayList<>();
        codes.forEach((code, n) -> rows.add(Tuple.from(
                List.of(id, sender, code.kind(), code.system(), code.code(), code.display(), code.unit(), n))));
        return connection.preparedQuery(UNMAPPED).executeBatch(rows).replaceWithVoid();
    }

    private @Nullable UUID pseudonym(@Nullable UUID patient) {
        return patient == null ? null : pseudonyms.pseudonym(patient);
    }

    private static boolean isContradiction(Throwable failure) {
        return failure instanceof DatabaseException database && UNIQUE_VIOLATION.equals(database.getSqlState());
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
