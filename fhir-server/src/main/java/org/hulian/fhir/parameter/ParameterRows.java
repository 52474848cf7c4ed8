package org.hulian.fhir.parameter;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.CustomParameter;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.store.postgres.RowList;

/** The table {@code hub.search_parameter} of the registry. */
final class ParameterRows {
    /** Of the types, not of the names: two definitions at a time would take the same number. */
    private static final String LOCK = "lock table hub.search_parameter in share row exclusive mode";

    private static final String RETIRE = "update hub.search_parameter set active = false where definition = $1";

    /** Names one type can ever have: their numbers, in one byte with HL7's, are never given to another. */
    private static final int MOST = 192;

    private static final String OTHER = """
            select count(*) filter (where name = $2 and active and definition <> $3),
                   count(*) >= $4 and not bool_or(name = $2)
              from hub.search_parameter where type = $1
            """;

    private static final String PUT = """
            insert into hub.search_parameter (type, number, name, definition, version, kind, expression, targets, active)
            select $1, least(coalesce((select max(p.number) from hub.search_parameter p where p.type = $1), 63) + 1, 255),
                   $2, $3, $4, $5, $6, $7, true
                on conflict (type, name) do update
               set definition = excluded.definition, version = excluded.version, kind = excluded.kind,
                   expression = excluded.expression, targets = excluded.targets, active = true, since = now()
            """;

    private static final String ACTIVE = """
            select type, number, name, version, kind, expression, targets,
                   extract(epoch from now() - since)::float8 as age
              from hub.search_parameter where active order by type, number
            """;

    private ParameterRows() {}

    /** What a resource defines is this from now on. */
    static Uni<Void> replace(SqlClient registry, UUID definition, int version, List<Definition> definitions) {
        Uni<Void> all = registry.query(LOCK)
                .execute()
                .chain(() -> registry.preparedQuery(RETIRE).execute(Tuple.of(definition)))
                .replaceWithVoid();
        for (Definition each : definitions) {
            all = all.chain(() -> put(registry, definition, version, each));
        }
        return all;
    }

    private static Uni<Void> put(SqlClient registry, UUID definition, int version, Definition each) {
        short type = each.type().number();
        return registry.preparedQuery(OTHER)
                .execute(Tuple.of(type, each.name(), definition, MOST))
                .invoke(rows -> {
                    Row found = rows.iterator().next();
                    if (found.getLong(0) > 0) {
                        throw new FailureException(new Failure.Conflict("search parameter " + each.name()));
                    }
                    if (Boolean.TRUE.equals(found.getBoolean(1))) {
                        throw new FailureException(new Failure.TooCostly(
                                "names of search parameters ever defined here for "
                                        + each.type().name() + " (a name used before can be defined again)",
                                MOST,
                                MOST + 1L));
                    }
                })
                .chain(() -> registry.preparedQuery(PUT)
                        .execute(Tuple.from(List.of(
                                type,
                                each.name(),
                                definition,
                                version,
                                each.kind().name(),
                                each.expression(),
                                String.join(",", each.targets())))))
                .replaceWithVoid();
    }

    /** All that are active, none of them known to be ready. */
    static Uni<List<CustomParameter>> active(SqlClient registry) {
        return registry.preparedQuery(ACTIVE).execute().map(rows -> RowList.of(rows, ParameterRows::parameter));
    }

    private static CustomParameter parameter(Row row) {
        String targets = row.getString("targets");
        SearchParameter parameter = new SearchParameter(
                row.getString("name"),
                row.getShort("number"),
                SearchParameter.Kind.valueOf(row.getString("kind")),
                row.getString("expression"),
                targets.isEmpty() ? List.of() : List.of(targets.split(",", -1)),
                "",
                List.of());
        return new CustomParameter(
                ResourceTypes.r4().numbered(row.getShort("type")),
                parameter,
                row.getInteger("version"),
                row.getDouble("age"),
                CustomParameter.NONE_DONE);
    }
}
