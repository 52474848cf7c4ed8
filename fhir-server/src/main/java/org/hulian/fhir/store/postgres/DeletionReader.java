package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.search.sql.AccessSql;
import org.hulian.fhir.search.sql.Sql;
import org.hulian.fhir.store.Deletion;
import org.hulian.fhir.store.DeletionQuery;
import org.hulian.security.consent.AccessPredicate;

/** What was deleted and stayed so, as far as the caller could have read it. Served by history_by_deletion. */
final class DeletionReader {
    private DeletionReader() {}

    static Uni<List<Deletion>> read(Side side, DeletionQuery query, AccessPredicate access) {
        Sql sql = new Sql();
        String visible = side.access().condition(query.type(), access, AccessSql.personOf("i.patient"), sql);
        String type = sql.bind(query.type().number());
        String from = sql.bind(RowBatch.time(query.from()));
        String until = sql.bind(RowBatch.time(query.until()));
        Deletion after = query.after();
        String later = after == null
                ? ""
                : " and (i.updated, i.key) > (%s, %s)"
                        .formatted(sql.bind(RowBatch.time(after.at())), sql.bind(after.row()));
        String about = query.patients().isEmpty()
                ? ""
                : " and i.patient = any (%s)"
                        .formatted(sql.bind(
                                query.patients().stream().map(side.name()).toArray(UUID[]::new)));
        String text = """
                select i.key, i.updated, i.patient, i.id
                  from hub.resource_history i
                 where i.type = %1$s and i.deleted and i.updated >= %2$s and i.updated < %3$s%4$s%7$s
                   and not exists (select from hub.resource_index c where c.type = %1$s and c.key = i.key)
                   and %5$s
                 order by i.updated, i.key
                 limit %6$s""".formatted(type, from, until, later, visible, sql.bind(query.count()), about);
        return side.searching()
                .preparedQuery(text)
                .execute(Tuple.from(sql.binds()))
                .map(rows -> RowList.of(rows, row -> deletion(side, query, row)));
    }

    private static Deletion deletion(Side side, DeletionQuery query, Row row) {
        UUID key = row.getUUID("key");
        UUID patient = row.getUUID("patient");
        String id = row.getString("id");
        return new Deletion(
                new ResourceKey(query.type(), new ResourceId(id == null ? key.toString() : id)),
                key,
                row.getOffsetDateTime("updated").toInstant(),
                patient == null ? null : side.reveal().apply(patient));
    }
}
