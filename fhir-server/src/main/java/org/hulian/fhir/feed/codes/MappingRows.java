package org.hulian.fhir.feed.codes;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hulian.fhir.feed.codes.LocalMapping.State;
import org.hulian.fhir.store.postgres.RowList;
import org.jspecify.annotations.Nullable;

/** The decisions in {@code hub.local_mapping} of the clinical database. */
final class MappingRows {
    static final String COLUMNS = """
            d.number, d.sender, d.kind, d.system, d.code, d.display, d.target, d.words, d.equivalence, d.comment,
            d.evidence, d.state, d.automatic, d.starts, d.ends, d.proposed_by, d.proposed, d.reviewed_by, d.reviewed,
            d.review, d.retired_by, d.retired, d.retirement
            """;

    private static final String APPROVED =
            "select " + COLUMNS + " from hub.local_mapping d where d.state = 'approved' order by d.number";

    private static final String VERSIONS = "select sender, version from hub.local_mapping_version";

    /** The row that counts now: what is proposed, else what holds or will, else the last; locked. */
    private static final String CURRENT = "select " + COLUMNS + """
              from hub.local_mapping d
             where d.sender = $1 and d.kind = $2 and d.system = $3 and d.code = $4
             order by d.state = 'proposed' desc, d.state = 'approved' and (d.ends is null or d.ends > $5) desc,
                      d.number desc
             limit 1
               for update
            """;

    private static final String INSERT = """
            insert into hub.local_mapping
                   (sender, kind, system, code, display, target, words, equivalence, comment, evidence, state,
                    automatic, starts, proposed_by, proposed, requeue)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """;

    private static final String REVIEW = """
            update hub.local_mapping
               set state = $2, reviewed_by = $3, reviewed = $4, review = $5, requeue = $6
             where number = $1
            """;

    /** What held so far gives way from the moment the other begins. */
    private static final String SUPERSEDE = """
            update hub.local_mapping
               set ends = greatest(starts, $5), requeue = -1
             where sender = $1 and kind = $2 and system = $3 and code = $4 and number <> $6 and state = 'approved'
               and (ends is null or ends > $5)
            """;

    private static final String RETIRE = """
            update hub.local_mapping
               set ends = greatest(starts, $2), retired_by = $3, retired = $4, retirement = $5, requeue = -1
             where number = $1
            """;

    private static final String NEXT_VERSION = """
            insert into hub.local_mapping_version (sender, version, changed) values ($1, 1, $2)
                on conflict (sender) do update
               set version = local_mapping_version.version + 1, changed = excluded.changed
            returning version
            """;

    private final Pool clinical;

    MappingRows(Pool clinical) {
        this.clinical = clinical;
    }

    Uni<Map<Integer, Integer>> versions() {
        return clinical.query(VERSIONS).execute().map(rows -> {
            Map<Integer, Integer> versions = new HashMap<>();
            rows.forEach(row -> versions.put(row.getInteger("sender"), row.getInteger("version")));
            return versions;
        });
    }

    /** The versions are read first: a change in between is met again at the next look. */
    Uni<MappingBook> book() {
        return versions()
                .chain(versions -> clinical.query(APPROVED)
                        .execute()
                        .map(rows -> new MappingBook(RowList.of(rows, MappingRows::mapping), versions)));
    }

    Uni<Optional<LocalMapping>> current(SqlClient connection, LocalCode code, Instant now) {
        return connection
                .preparedQuery(CURRENT)
                .execute(key(code, at(now)))
                .map(rows -> RowList.of(rows, MappingRows::mapping).stream().findFirst());
    }

    Uni<Void> insert(SqlClient connection, Draft draft, String by, Instant now, boolean automatic) {
        LocalCode code = draft.source();
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(Arrays.asList(
                        code.sender(),
                        code.kindWord(),
                        code.system(),
                        code.code(),
                        draft.display(),
                        draft.target(),
                        draft.words(),
                        draft.equivalence(),
                        draft.comment(),
                        draft.evidence(),
                        automatic ? "approved" : "proposed",
                        automatic,
                        at(draft.starts()),
                        by,
                        at(now),
                        automatic ? 0L : null)))
                .replaceWithVoid();
    }

    Uni<Void> review(SqlClient connection, LocalMapping mapping, State state, String by, Instant now, String words) {
        boolean approved = state == State.APPROVED;
        LocalCode code = mapping.source();
        Uni<Void> reviewed = connection
                .preparedQuery(REVIEW)
                .execute(Tuple.from(Arrays.asList(
                        mapping.number(),
                        state.name().toLowerCase(Locale.ROOT),
                        by,
                        at(now),
                        words,
                        approved ? 0L : null)))
                .replaceWithVoid();
        return approved
                ? reviewed.chain(() -> connection
                                .preparedQuery(SUPERSEDE)
                                .execute(key(code, at(mapping.starts())).addLong(mapping.number())))
                        .replaceWithVoid()
                : reviewed;
    }

    Uni<Void> retire(SqlClient connection, LocalMapping mapping, Instant from, String by, Instant now, String words) {
        return connection
                .preparedQuery(RETIRE)
                .execute(Tuple.of(mapping.number(), at(from), by, at(now), words))
                .replaceWithVoid();
    }

    Uni<Integer> nextVersion(SqlClient connection, int sender, Instant now) {
        return connection
                .preparedQuery(NEXT_VERSION)
                .execute(Tuple.of(sender, at(now)))
                .map(rows -> rows.iterator().next().getInteger("version"));
    }

    private static Tuple key(LocalCode code, OffsetDateTime last) {
        return Tuple.of(code.sender(), code.kindWord(), code.system(), code.code(), last);
    }

    static LocalMapping mapping(Row row) {
        return new LocalMapping(
                row.getLong("number"),
                new LocalCode(
                        row.getInteger("sender"),
                        LocalCode.kind(row.getString("kind")),
                        row.getString("system"),
                        row.getString("code")),
                row.getString("display"),
                row.getString("target"),
                row.getString("words"),
                row.getString("equivalence"),
                row.getString("comment"),
                row.getString("evidence"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("automatic"),
                row.getOffsetDateTime("starts").toInstant(),
                instant(row, "ends"),
                row.getString("proposed_by"),
                row.getOffsetDateTime("proposed").toInstant(),
                row.getString("reviewed_by"),
                instant(row, "reviewed"),
                row.getString("review"),
                row.getString("retired_by"),
                instant(row, "retired"),
                row.getString("retirement"));
    }

    static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
