package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
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
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/** Reads one resource by key: one round trip when it is there, two when it is not or not for this caller. */
final class ResourceReader {
    private final BodyOpener opener;

    ResourceReader(BodyOpener opener) {
        this.opener = opener;
    }

    /** What is known of a resource before its body is looked at. */
    private record Standing(
            boolean there, boolean visible, @Nullable BodyRow row) {}

    Uni<Found> read(Side side, ResourceKey key, AccessPredicate access) {
        return standing(side, key, access, true).chain(standing -> found(side, standing));
    }

    Uni<Found> version(Side side, ResourceKey key, Version version, AccessPredicate access) {
        return standing(side, key, access, true).chain(standing -> {
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
    private Uni<Standing> standing(Side side, ResourceKey key, AccessPredicate access, boolean current) {
        Sql sql = new Sql();
        String type = sql.bind(key.type().number());
        String uuid = sql.bind(ResourceKeys.of(key));
        String person = current ? "i.person" : AccessSql.personOf("i.patient");
        String visible = side.access().condition(key.type(), access, person, sql);
        String text = current ? currentRow(visible, type, uuid) : deletion(visible, type, uuid);
        return side.direct()
                .preparedQuery(text)
                .execute(Tuple.from(sql.binds()))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return current
                                ? standing(side, key, access, false)
                                : Uni.createFrom().item(new Standing(false, false, null));
                    }
                    Row row = rows.iterator().next();
                    Standing standing = new Standing(true, row.getBoolean("visible"), BodyRow.of(row));
                    return current && !standing.visible()
                            ? standing(side, key, access, false).replaceWith(standing)
                            : Uni.createFrom().item(standing);
                });
    }

    /** Both by primary key; the body of a hidden row is not fetched. */
    private static String currentRow(String visible, String type, String key) {
        return """
                select r.type, r.key, r.version, r.updated, r.patient, r.owner, r.visible, b.id, b.body, b.spans, b.sealed
                  from (select i.type, i.key, i.version, i.updated, i.patient, i.owner, (%s) as visible
                          from hub.resource_index i where i.type = %s and i.key = %s) r
                  left join hub.resource_body b on r.visible and b.type = r.type and b.key = r.key
                """.formatted(visible, type, key);
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
                .map(rows -> {
                    List<BodyRow> found = new ArrayList<>();
                    rows.forEach(row -> found.add(BodyRow.of(row)));
                    return found;
                });
    }
}
