package org.hulian.fhir.store.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.fhir.search.sql.AccessSql;
import org.hulian.fhir.search.sql.Sql;
import org.hulian.fhir.store.EverythingRequest;
import org.hulian.fhir.store.EverythingStart;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;

/** The statements of {@code $everything} in one database: ranges of resource_by_person, which has their order. */
final class EverythingSql {
    /** Their main date is a birth, which is no care. */
    private static final Set<String> PERSONS = Set.of("Patient", "RelatedPerson", "Person");

    private final Side side;
    private final EverythingRequest request;
    private final List<ResourceType> types;
    private final Map<AccessPredicate, List<ResourceType>> groups = new LinkedHashMap<>();
    private final Sql sql = new Sql();

    private EverythingSql(Side side, EverythingRequest request, List<ResourceType> types) {
        this.side = side;
        this.request = request;
        this.types = types;
    }

    static EverythingSql of(
            Side side, Store store, EverythingRequest request, Function<ResourceType, AccessPredicate> access) {
        List<ResourceType> types =
                request.types().stream().filter(type -> type.store() == store).toList();
        EverythingSql sql = new EverythingSql(side, request, types);
        for (ResourceType type : types) {
            AccessPredicate predicate = access.apply(type);
            if (predicate.reach() != Reach.NONE) {
                sql.groups.computeIfAbsent(predicate, each -> new ArrayList<>()).add(type);
            }
        }
        return sql;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    List<Object> binds() {
        return sql.binds();
    }

    String page(EverythingStart start, int limit) {
        List<String> conditions = ofPerson();
        if (!start.isBeginning()) {
            String type = sql.bind(start.type()) + "::smallint";
            String effective = sql.bind(RowBatch.time(start.effective()));
            conditions.add("i.type >= " + type);
            conditions.add("(i.type > %1$s or i.effective < %2$s or (i.effective = %2$s and i.key > %3$s))"
                    .formatted(type, effective, sql.bind(start.key())));
        }
        return """
                select p.*, b.id, b.body, b.spans, b.sealed
                  from (select i.type, i.key, i.version, i.updated, i.patient, i.owner, i.effective
                          from hub.resource_index i
                         where %s
                         order by i.type, i.effective desc, i.key
                         limit %d) p
                  join hub.resource_body b on b.type = p.type and b.key = p.key
                 order by p.type, p.effective desc, p.key
                """.formatted(String.join("\n   and ", conditions), limit);
    }

    String bodies(int limit) {
        return "select b.body from hub.resource_index i join hub.resource_body b on b.type = i.type and b.key = i.key"
                + "\n where " + String.join("\n   and ", ofPerson()) + "\n limit " + limit;
    }

    /** By primary key; only what is nobody's. */
    String named(List<ReferenceScan.Address> addresses) {
        String numbers =
                sql.bind(addresses.stream().map(ReferenceScan.Address::type).toArray(Short[]::new));
        String keys =
                sql.bind(addresses.stream().map(ReferenceScan.Address::key).toArray(UUID[]::new));
        return """
                select i.type, i.key, i.version, i.updated, i.patient, i.owner, b.id, b.body, b.spans, b.sealed
                  from unnest(%s::smallint[], %s::uuid[]) n(type, key)
                  join hub.resource_index i on i.type = n.type and i.key = n.key
                  join hub.resource_body b on b.type = i.type and b.key = i.key
                 where i.person is null and (%s)
                 order by i.type, i.key
                """.formatted(numbers, keys, allowed());
    }

    private List<String> ofPerson() {
        List<String> conditions = new ArrayList<>();
        conditions.add("i.person = " + AccessSql.personOf(sql.bind(side.name().apply(request.patient()))));
        conditions.add("(" + allowed() + ")");
        Instant since = request.since();
        if (since != null) {
            conditions.add("i.updated >= " + sql.bind(RowBatch.time(since)));
        }
        TimeSpan care = request.care();
        if (care != null) {
            Short[] persons = types.stream()
                    .filter(type -> PERSONS.contains(type.name()))
                    .map(ResourceType::number)
                    .toArray(Short[]::new);
            conditions.add(
                    "(i.effective < %s and i.ends > %s or i.ends = '0001-01-01T00:00:00Z'::timestamptz or i.type = any (%s))"
                            .formatted(
                                    sql.bind(RowBatch.time(care.high())),
                                    sql.bind(RowBatch.time(care.low())),
                                    sql.bind(persons)));
        }
        ResourceKey encounter = request.encounter();
        if (encounter != null) {
            conditions.add(ofEncounter(encounter));
        }
        return conditions;
    }

    /** The encounter, what refers to it by the parameters of its compartment, and its patient. */
    private String ofEncounter(ResourceKey encounter) {
        UUID key = ResourceKeys.of(encounter);
        List<Long> hashes = new ArrayList<>();
        for (ResourceType type : types) {
            for (SearchParameter parameter : SearchParameters.r4().of(type)) {
                boolean leadsThere = parameter.kind() == SearchParameter.Kind.REFERENCE
                        && (parameter.name().equals("encounter")
                                || parameter.name().equals("context"));
                if (leadsThere) {
                    hashes.add(side.hasher()
                            .reference(type, parameter, encounter.type().number(), key));
                }
            }
        }
        return "((i.type = %d and i.key = %s) or (i.tokens && %s) is true or i.key = %s)"
                .formatted(
                        encounter.type().number(),
                        sql.bind(key),
                        sql.bind(hashes.toArray(Long[]::new)),
                        sql.bind(request.patient()));
    }

    private String allowed() {
        List<String> any = new ArrayList<>();
        groups.forEach((predicate, members) -> {
            boolean each = !predicate.categoryTokens().isEmpty();
            for (List<ResourceType> together :
                    each ? members.stream().map(List::of).toList() : List.of(members)) {
                Short[] numbers = together.stream().map(ResourceType::number).toArray(Short[]::new);
                String condition = side.access().condition(together.getFirst(), predicate, "i.person", sql);
                any.add("i.type = any (" + sql.bind(numbers) + ") and " + condition);
            }
        });
        return String.join("\n    or ", any);
    }
}
