package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.sql.AccessSql;
import org.hulian.fhir.search.sql.Sql;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.postgres.CurrentRows.Standing;
import org.hulian.security.consent.AccessPredicate;

/** Reads one resource by key: one round trip when it is there, two when it is not or not for this caller. */
final class ResourceReader {
    private final BodyOpener opener;

    ResourceReader(BodyOpener opener) {
        this.opener = opener;
    }

    Uni<Found> read(Side side, ResourceKey key, AccessPredicate access) {
        return standing(side, key, access).chain(standing -> found(side, standing));
    }

    Uni<Found> version(Side side, ResourceKey key, Version version, AccessPredicate access) {
        return standing(side, key, access).chain(standing -> {
            BodyRow row = standing.row();
            if (!standing.visible() || row == null || row.version() == version.number()) {
                return found(side, standing);
            }
            return earlier(side, key, version, access)
                    .chain(rows -> rows.isEmpty()
                            ? Uni.createFrom().<Found>item(new Found.Absent())
                            : found(side, new Standing(true, true, rows.getFirst())));
        });
    }

    private Uni<Found> found(Side side, Standing standing) {
        BodyRow row = standing.row();
        if (!standing.there() || row == null) {
            return Uni.createFrom().item(new Found.Absent());
        }
        UUID patient = BodyOpener.patient(side, row);
        if (!standing.visible()) {
            return Uni.createFrom().item(new Found.Hidden(patient));
        }
        if (row.body() == null) {
            return Uni.createFrom().item(new Found.Deleted(new Version(row.version()), row.updated(), patient));
        }
        return opener.resources(side, List.of(row)).map(resources -> new Found.Visible(resources.getFirst()));
    }

    /** The current row, else the deletion. A hidden row is looked for in history too, so that time tells nothing. */
    private static Uni<Standing> standing(Side side, ResourceKey key, AccessPredicate access) {
        return side.rows().of(key.type(), ResourceKeys.of(key), access).chain(current -> {
            if (!current.there()) {
                return deleted(side, key, access);
            }
            return current.visible()
                    ? Uni.createFrom().item(current)
                    : deleted(side, key, access).replaceWith(current);
        });
    }

    private static Uni<Standing> deleted(Side side, ResourceKey key, AccessPredicate access) {
        Sql sql = new Sql();
        String type = sql.bind(key.type().number());
        String uuid = sql.bind(ResourceKeys.of(key));
        String visible = side.access().condition(key.type(), access, AccessSql.personOf("i.patient"), sql);
        return side.direct()
                .preparedQuery(deletion(visible, type, uuid))
                .execute(Tuple.from(sql.binds()))
                .map(rows -> rows.size() == 0
                        ? Standing.ABSENT
                        : Standing.of(rows.iterator().next()));
    }

    /** By primary key, newest version. */
    private static String deletion(String visible, String type, String key) {
        return """
                select type, key, version, updated, patient, owner, (%s) as visible, id,
                       null::bytea as body, null::bytea as spans, null::bytea as sealed
                  from hub.resource_history i
                 where type = %s and key = %s and deleted
                 order by version desc
                 limit 1
                """.formatted(visible, type, key);
    }

    /** By primary key; the version must be for this caller, too. */
    private static Uni<List<BodyRow>> earlier(Side side, ResourceKey key, Version version, AccessPredicate access) {
        Sql sql = new Sql();
        List<String> conditions = new ArrayList<>();
        conditions.add("o.type = " + sql.bind(key.type().number()));
        conditions.add("o.key = " + sql.bind(ResourceKeys.of(key)));
        conditions.add("o.version = " + sql.bind(version.number()));
        conditions.addAll(HistorySql.allowed(side.access(), key.type(), access, sql));
        String text = "select " + BodyRow.COLUMNS + " from hub.resource_history o where "
                + String.join("\n   and ", conditions);
        return side.direct()
                .preparedQuery(text)
                .execute(Tuple.from(sql.binds()))
                .map(rows -> RowList.of(rows, BodyRow::of));
    }
}
