package org.hulian.fhir.feed.codes;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hulian.fhir.store.postgres.RowList;
import org.jspecify.annotations.Nullable;

/** The codes that wait for a decision, with their volume, and what became of the others. */
final class WorkRows {
    /** Served by feed_unmapped_by_sender where a sender is named. */
    private static final String WORK = """
            with met as (
                select u.sender, u.kind, u.system, u.code, max(u.display) as name,
                       mode() within group (order by u.unit) as unit, sum(u.n) as n, count(distinct u.message) as messages,
                       min(m.received) as first, max(m.received) as last
                  from hub.feed_unmapped u
                  join hub.feed_message m on m.id = u.message
                 where ($1::int is null or u.sender = $1) and u.code <> '' and ($4::text is null or u.code = $4)
                 group by u.sender, u.kind, u.system, u.code),
            decided as (
                select distinct on (d.sender, d.kind, d.system, d.code) d.*
                  from hub.local_mapping d
                 where ($1::int is null or d.sender = $1) and ($4::text is null or d.code = $4)
                 order by d.sender, d.kind, d.system, d.code, d.state = 'proposed' desc,
                          d.state = 'approved' and (d.ends is null or d.ends > $5) desc, d.number desc),
            work as (
                select coalesce(m.sender, d.sender) as of_sender, coalesce(m.kind, d.kind) as of_kind,
                       coalesce(m.system, d.system) as of_system, coalesce(m.code, d.code) as of_code,
                       coalesce(m.name, d.display) as name, coalesce(m.unit, '') as unit, coalesce(m.n, 0) as n,
                       coalesce(m.messages, 0) as messages, m.first, m.last,
                       case when d.state = 'proposed' then 'proposed'
                            when d.state = 'approved' and d.starts > $5 and coalesce(d.ends > d.starts, true) then 'approved'
                            when d.state = 'approved' and coalesce(d.ends > $5, true)
                                 then case when d.reviewed_by is null then 'automatic' else 'in-force' end
                            when m.n is not null then 'open'
                            when d.state = 'approved' then 'retired'
                            else 'rejected' end as phase,
            """ + MappingRows.COLUMNS + """
                  from met m
                  full join decided d on d.sender = m.sender and d.kind = m.kind and d.system = m.system
                                     and d.code = m.code)
            select *, count(*) over () as total
              from work
             where $2::text is null or phase = $2
             order by n desc, of_code
             limit $3
            """;

    private static final String SAMPLES = """
            select m.id, m.received, m.charset, m.sealed
              from (select distinct message from hub.feed_unmapped
                     where sender = $1 and kind = $2 and system = $3 and code = $4) u
              join hub.feed_message m on m.id = u.message
             order by m.seq desc
             limit $5
            """;

    /** Served by feed_message_volume, index only. */
    private static final String VOLUME = """
            select sender, sum(coded) as coded, sum(uncoded) as uncoded
              from hub.feed_message
             where ($1::int is null or sender = $1) and received >= $2 and received < $3 and coded is not null
             group by sender
             order by sender
            """;

    /** Without a target and waiting, with and without an open proposal. */
    private static final String OPEN = """
            select u.sender, sum(u.n) as waiting,
                   coalesce(sum(u.n) filter (where exists (
                       select from hub.local_mapping d
                        where d.sender = u.sender and d.kind = u.kind and d.system = u.system and d.code = u.code
                          and d.state = 'proposed')), 0) as proposed
              from hub.feed_unmapped u
              join hub.feed_message m on m.id = u.message
             where u.kind = 'code' and ($1::int is null or u.sender = $1) and m.received >= $2 and m.received < $3
             group by u.sender
            """;

    private final Pool clinical;

    WorkRows(Pool clinical) {
        this.clinical = clinical;
    }

    /**
     * A code and where it stands.
     *
     * @param count    how often it waits
     * @param messages in how many messages
     * @param phase    open, proposed, approved, automatic, in-force, retired or rejected
     * @param decision the mapping that counts now, or the last
     */
    record Work(
            LocalCode source,
            String name,
            String unit,
            long count,
            long messages,
            @Nullable Instant first,
            @Nullable Instant last,
            String phase,
            @Nullable LocalMapping decision) {}

    /** Work by volume, with how much there is in all. */
    record Page(long total, List<Work> work) {}

    /** Records of a sender, by whether their code has a target. */
    record Volume(int sender, long coded, long uncoded) {}

    /** Of those without: what waits for a decision, and how much of it is proposed. */
    record Open(int sender, long waiting, long proposed) {}

    Uni<Page> work(@Nullable Integer sender, @Nullable String phase, @Nullable String code, int count, Instant now) {
        return clinical.preparedQuery(WORK)
                .execute(Tuple.from(Arrays.asList(sender, phase, count, code, MappingRows.at(now))))
                .map(rows -> new Page(
                        rows.size() == 0 ? 0 : rows.iterator().next().getLong("total"),
                        RowList.of(rows, WorkRows::work)));
    }

    Uni<Optional<Work>> work(LocalCode code, Instant now) {
        return work(code.sender(), null, code.code(), 100, now)
                .map(page -> page.work().stream()
                        .filter(each -> each.source().equals(code))
                        .findFirst());
    }

    Uni<List<SealedMessage>> samples(LocalCode code, int count) {
        return clinical.preparedQuery(SAMPLES)
                .execute(Tuple.of(code.sender(), code.kindWord(), code.system(), code.code(), count))
                .map(rows -> RowList.of(
                        rows,
                        row -> new SealedMessage(
                                row.getUUID("id"),
                                row.getOffsetDateTime("received").toInstant(),
                                row.getString("charset"),
                                row.getBuffer("sealed").getBytes())));
    }

    Uni<List<Volume>> volume(@Nullable Integer sender, Instant since, Instant until) {
        return clinical.preparedQuery(VOLUME)
                .execute(Tuple.of(sender, MappingRows.at(since), MappingRows.at(until)))
                .map(rows -> RowList.of(
                        rows,
                        row -> new Volume(row.getInteger("sender"), row.getLong("coded"), row.getLong("uncoded"))));
    }

    Uni<List<Open>> open(@Nullable Integer sender, Instant since, Instant until) {
        return clinical.preparedQuery(OPEN)
                .execute(Tuple.of(sender, MappingRows.at(since), MappingRows.at(until)))
                .map(rows -> RowList.of(
                        rows,
                        row -> new Open(row.getInteger("sender"), row.getLong("waiting"), row.getLong("proposed"))));
    }

    private static Work work(Row row) {
        return new Work(
                new LocalCode(
                        row.getInteger("of_sender"),
                        LocalCode.kind(row.getString("of_kind")),
                        row.getString("of_system"),
                        row.getString("of_code")),
                row.getString("name"),
                row.getString("unit"),
                row.getLong("n"),
                row.getLong("messages"),
                MappingRows.instant(row, "first"),
                MappingRows.instant(row, "last"),
                row.getString("phase"),
                row.getLong("number") == null ? null : MappingRows.mapping(row));
    }
}
