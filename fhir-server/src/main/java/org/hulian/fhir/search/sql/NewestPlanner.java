package org.hulian.fhir.search.sql;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.TokenValue;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One statement for all lines of an order. Every code is a range of resource_by_person_code (person, type, code,
 * effective desc), and of code_by_patient for further codes and components, each read until the line has enough: the
 * cost follows the order, not the record. What the resident shares with the caller is looked up once.
 */
public final class NewestPlanner {
    private final TokenHasher hasher;
    private final UnaryOperator<UUID> patientName;
    private final AccessSql access;

    /** A planner for one database; {@code patientName} is what it calls a patient. */
    public NewestPlanner(TokenHasher hasher, UnaryOperator<UUID> patientName) {
        this.hasher = hasher;
        this.patientName = patientName;
        this.access = new AccessSql(hasher, patientName);
    }

    /** The statement; column {@code line} counts from 1, rows of a line come newest first. */
    public SearchPlan.Statement plan(NewestRequest request, AccessPredicate predicate) {
        ResourceTypes.Roles roles = ResourceTypes.r4().roles(request.type());
        SearchParameter code = parameter(request, roles.code());
        Optional<SearchParameter> components =
                Optional.ofNullable(roles.component()).map(name -> parameter(request, name));
        List<Long> hashes = new ArrayList<>();
        List<Boolean> component = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        List<OffsetDateTime> until = new ArrayList<>();
        for (NewestRequest.Line line : request.lines()) {
            first.add(hashes.size() + 1);
            for (TokenValue.Exact each : line.codes()) {
                hashes.add(hasher.exact(request.type(), code, each.system(), each.code()));
                component.add(false);
                components.ifPresent(inside -> {
                    hashes.add(hasher.exact(request.type(), inside, each.system(), each.code()));
                    component.add(true);
                });
            }
            last.add(hashes.size());
            until.add(OffsetDateTime.ofInstant(line.until(), ZoneOffset.UTC));
        }
        Sql sql = new Sql();
        String person = "(select person from person)";
        String allowed = access.conditionWithin(request.type(), predicate, person, "shared", sql);
        String text = statement(
                AccessSql.personOf(sql.bind(patientName.apply(ResourceKeys.of(request.patient())))),
                AccessSql.sharing(predicate, person, sql),
                sql.bind(first.toArray(Integer[]::new)),
                sql.bind(last.toArray(Integer[]::new)),
                sql.bind(until.toArray(OffsetDateTime[]::new)),
                sql.bind(hashes.toArray(Long[]::new)),
                sql.bind(component.toArray(Boolean[]::new)),
                request.type().number(),
                "i.present & " + parameter(request, roles.date()).bit() + " <> 0 and " + allowed,
                request.count());
        return new SearchPlan.Statement(text, sql.binds());
    }

    private static String statement(Object... parts) {
        return """
            with person as materialized (select %1$s as person),
                 members as materialized (
                     select m.patient from hub.person_member m where m.person = (select person from person)
                      union
                     select person from person),
                 shared as materialized (%2$s)
            select f.line, f.type, f.key, f.version, f.updated, f.patient, f.owner, b.id, b.body, b.spans, b.sealed
              from unnest(%3$s::int[], %4$s::int[], %5$s::timestamptz[]) with ordinality q(lo, hi, until, line)
             cross join lateral (
                 select distinct q.line, c.*
                   from unnest((%6$s::bigint[])[q.lo:q.hi], (%7$s::boolean[])[q.lo:q.hi]) h(code, component)
                  cross join lateral (
                     (select i.type, i.key, i.version, i.updated, i.patient, i.owner, i.effective
                        from hub.resource_index i
                       where not h.component
                         and i.person = (select person from person) and i.type = %8$d and i.code = h.code
                         and i.effective <= q.until
                         and %9$s
                       order by i.effective desc
                       limit %10$d)
                     union all
                     (select n.*
                        from members m
                       cross join lateral (
                           select i.type, i.key, i.version, i.updated, i.patient, i.owner, i.effective
                             from hub.code_index k
                             join hub.resource_index i on i.type = k.type and i.key = k.key
                            where k.patient = m.patient and k.type = %8$d and k.code = h.code
                              and k.effective <= q.until
                              and %9$s
                            order by k.effective desc
                            limit %10$d) n)) c
                  order by c.effective desc
                  limit %10$d) f
              join hub.resource_body b on b.type = f.type and b.key = f.key
             order by f.line, f.effective desc, f.key desc""".formatted(parts);
    }

    private static SearchParameter parameter(NewestRequest request, @Nullable String name) {
        return SearchParameters.r4()
                .find(request.type(), Objects.requireNonNull(name))
                .orElseThrow();
    }
}
