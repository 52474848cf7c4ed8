package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.store.postgres.RowList;
import org.hulian.security.crypto.Sealer;
import org.hulian.security.pseudonym.PseudonymCipher;
import org.jspecify.annotations.Nullable;

/** The queue looked at afterwards: what came, what it became, what is missing in the maps. */
final class FeedRecords {
    private static final String COLUMNS = """
            select id, seq, sender, control_id, type, sha256, received, deliveries, accepted, status, attempts, patient,
                   charset, problems, coverage
            """;

    /** Served by feed_message_by_status or feed_message_by_seq, newest first. */
    private static final String LIST = COLUMNS + """
              from hub.feed_message
             where ($1::text is null or status = $1)
               and ($2::int is null or sender = $2)
               and ($3::bigint is null or seq < $3)
             order by seq desc
             limit $4
            """;

    private static final String FIND = COLUMNS + " from hub.feed_message where id = $1";

    private static final String CONTENT = "select trace, sealed from hub.feed_message where id = $1";

    private static final String UNMAPPED = """
            select u.sender, u.kind, u.system, u.code, u.display, u.unit, sum(u.n) as n, count(*) as messages,
                   max(m.received) as last
              from hub.feed_unmapped u
              join hub.feed_message m on m.id = u.message
             where $1::int is null or u.sender = $1
             group by u.sender, u.kind, u.system, u.code, u.display, u.unit
             order by n desc, u.code
             limit $2
            """;

    private static final String AGAIN =
            "update hub.feed_message set status = 'received', attempts = 0, due = null where id = $1 and accepted";

    private final Pool clinical;
    private final Sealer sealer;
    private final PseudonymCipher pseudonyms;

    FeedRecords(Pool clinical, Sealer sealer, PseudonymCipher pseudonyms) {
        this.clinical = clinical;
        this.sealer = sealer;
        this.pseudonyms = pseudonyms;
    }

    /**
     * A code or unit without a target.
     *
     * @param count    how often it was sent
     * @param messages in how many messages
     */
    record Missing(int sender, UnmappedCode code, long count, long messages, Instant last) {}

    /** What a message holds. */
    record Content(byte[] bytes, String trace) {}

    Uni<List<FeedMessage>> list(FeedFilter filter) {
        return clinical.preparedQuery(LIST)
                .execute(Tuple.of(filter.status(), filter.sender(), filter.before(), filter.count()))
                .map(rows -> RowList.of(rows, this::message));
    }

    Uni<@Nullable FeedMessage> find(UUID id) {
        return clinical.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : message(rows.iterator().next()));
    }

    Uni<Content> content(UUID id) {
        return clinical.preparedQuery(CONTENT).execute(Tuple.of(id)).map(rows -> {
            Row row = rows.iterator().next();
            byte[] sealed = row.getBuffer("sealed").getBytes();
            return new Content(
                    sealer.open(sealed, FeedQueue.context(id)),
                    FeedJson.trace(row.getBuffer("trace").getBytes()));
        });
    }

    Uni<List<Missing>> missing(@Nullable Integer sender, int count) {
        return clinical.preparedQuery(UNMAPPED)
                .execute(Tuple.of(sender, count))
                .map(rows -> RowList.of(rows, FeedRecords::missing));
    }

    /** Puts an accepted message back into its sender's queue. */
    Uni<Void> again(UUID id) {
        return clinical.preparedQuery(AGAIN).execute(Tuple.of(id)).replaceWithVoid();
    }

    private FeedMessage message(Row row) {
        UUID patient = row.getUUID("patient");
        return new FeedMessage(
                row.getUUID("id"),
                row.getLong("seq"),
                row.getInteger("sender"),
                row.getString("control_id"),
                row.getString("type"),
                HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()),
                row.getOffsetDateTime("received").toInstant(),
                row.getInteger("deliveries"),
                row.getBoolean("accepted"),
                row.getString("status"),
                row.getInteger("attempts"),
                patient == null ? null : pseudonyms.reveal(patient),
                row.getString("charset"),
                row.getString("problems"),
                row.getString("coverage"));
    }

    private static Missing missing(Row row) {
        UnmappedCode code = new UnmappedCode(
                row.getString("kind"),
                row.getString("system"),
                row.getString("code"),
                row.getString("display"),
                row.getString("unit"));
        return new Missing(
                row.getInteger("sender"),
                code,
                row.getLong("n"),
                row.getLong("messages"),
                row.getOffsetDateTime("last").toInstant());
    }
}
