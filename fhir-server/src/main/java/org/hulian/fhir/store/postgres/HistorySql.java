package org.hulian.fhir.store.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.fhir.search.sql.AccessSql;
import org.hulian.fhir.search.sql.Sql;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.HistoryStart;
import org.hulian.security.consent.AccessPredicate;

/**
 * The statement for versions of types that a caller sees alike. For each type one range of resource_by_updated and one of
 * history_by_updated, or the primary keys where one resource is asked for; access is decided before any limit: by the
 * current row, or what the last deletion kept of it, and by what the version itself was.
 */
final class HistorySql {
    private final Sql sql = new Sql();
    private final AccessSql accessSql;
    private final HistoryRequest request;
    private final AccessPredicate access;
    private final ResourceType type;
    private final String text;

    HistorySql(AccessSql accessSql, HistoryRequest request, AccessPredicate access) {
        this.accessSql = accessSql;
        this.request = request;
        this.access = access;
        this.type = request.types().getFirst();
        this.text = statement();
    }

    String text() {
        return text;
    }

    List<Object> binds() {
        return sql.binds();
    }

    private String statement() {
        Short[] numbers = request.types().stream().map(ResourceType::number).toArray(Short[]::new);
        String types = sql.bind(numbers);
        return """
                with versions as (
                    (select i.* from unnest(%1$s::smallint[]) t(type) cross join lateral (
                        select i.type, i.key, i.version, i.updated, i.patient, i.owner, true as live
                          from hub.resource_index i where i.type = t.type%2$s
                         order by i.updated desc, i.key desc limit %4$d) i)
                    union all
                    (select o.* from unnest(%1$s::smallint[]) t(type) cross join lateral (
                        select o.type, o.key, o.version, o.updated, o.patient, o.owner, false as live
                          from hub.resource_history o where o.type = t.type%3$s
                         order by o.updated desc, o.key desc, o.version desc limit %4$d) o)
                     order by updated desc, type desc, key desc, version desc limit %4$d)
                select v.type, v.key, v.version, v.updated, v.patient, v.owner, coalesce(b.id, p.id) as id,
                       coalesce(b.body, p.body) as body, coalesce(b.spans, p.spans) as spans,
                       coalesce(b.sealed, p.sealed) as sealed
                  from versions v
                  left join hub.resource_body b on v.live and b.type = v.type and b.key = v.key
                  left join hub.resource_history p
                    on not v.live and p.type = v.type and p.key = v.key and p.version = v.version
                 order by v.updated desc, v.type desc, v.key desc, v.version desc
                """.formatted(types, and(current()), and(earlier()), request.count());
    }

    private static String and(List<String> conditions) {
        StringBuilder text = new StringBuilder();
        conditions.forEach(condition -> text.append("\n   and ").append(condition));
        return text.toString();
    }

    private List<String> current() {
        List<String> conditions = range("i");
        String allowed = accessSql.condition(type, access, "i.person", sql);
        if (!allowed.equals("true")) {
            conditions.add(allowed);
        }
        return conditions;
    }

    private List<String> earlier() {
        List<String> conditions = range("o");
        TimeSpan at = request.at();
        if (at != null) {
            conditions.add("""
                    not exists (
                        select from hub.resource_history n
                         where n.type = o.type and n.key = o.key and n.version = o.version + 1 and n.updated <= %1$s)
                    and not exists (
                        select from hub.resource_index n
                         where n.type = o.type and n.key = o.key and n.version = o.version + 1 and n.updated <= %1$s)""".formatted(sql.bind(RowBatch.time(at.low()))));
        }
        conditions.addAll(allowed(accessSql, type, access, sql));
        return conditions;
    }

    /** Conditions on an earlier version {@code o}: that the resource may be seen, and that what it was then may be. */
    static List<String> allowed(AccessSql accessSql, ResourceType type, AccessPredicate access, Sql sql) {
        List<String> conditions = new ArrayList<>();
        String now = accessSql.condition(type, access, "i.person", sql);
        if (!now.equals("true")) {
            String gone = accessSql.condition(type, access, AccessSql.personOf("i.patient"), sql);
            conditions.add("""
                    coalesce((select (%s) from hub.resource_index i where i.type = o.type and i.key = o.key),
                             (select (%s) from hub.resource_history i
                               where i.type = o.type and i.key = o.key and i.deleted order by i.version desc limit 1),
                             false)""".formatted(now, gone));
            // Codes are kept of current rows and deletions only.
            AccessPredicate then = new AccessPredicate(
                    access.reach(), access.institution(), access.compartment(), access.purposes(), List.of());
            String was = accessSql.condition(type, then, AccessSql.personOf("i.patient"), sql);
            if (!was.equals("true")) {
                conditions.add("exists (select from (select o.patient, o.owner, o.category, o.sensitivity) i where "
                        + was + ")");
            }
        }
        return conditions;
    }

    private List<String> range(String row) {
        List<String> conditions = new ArrayList<>();
        ResourceKey key = request.key();
        if (key != null) {
            conditions.add(row + ".key = " + sql.bind(ResourceKeys.of(key)));
        }
        Instant since = request.since();
        if (since != null) {
            conditions.add(row + ".updated >= " + sql.bind(RowBatch.time(since)));
        }
        TimeSpan at = request.at();
        if (at != null) {
            conditions.add(row + ".updated < " + sql.bind(RowBatch.time(at.high())));
        }
        HistoryStart start = request.start();
        if (start != null) {
            String updated = sql.bind(RowBatch.time(start.updated()));
            conditions.add(row + ".updated <= " + updated);
            conditions.add("(%1$s.updated, %1$s.type, %1$s.key, %1$s.version) < (%2$s, %3$s::smallint, %4$s, %5$s)"
                    .formatted(row, updated, sql.bind(start.type()), sql.bind(start.key()), sql.bind(start.version())));
        }
        return conditions;
    }
}
