package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.Total;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.AuditEntryCodec;
import org.hulian.security.audit.AuditEvents;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/** The log as AuditEvents: the auditor sees all, a resident what touched them. Newest first, always. */
public final class AuditEventStore {
    /** Served by entry_by_recorded; with patients by the primary key of entry_patient. */
    private static final String PAGE = """
            select e.log, e.seq, e.recorded, e.body
              from hub.entry e
             where %s
             order by e.recorded desc, e.log desc, e.seq desc
            """;

    private static final String COUNT = "select count(*) from hub.entry e where %s";

    /** Served by entry_by_id. */
    private static final String READ = "select body from hub.entry where id = $1";

    private final Pool audit;
    private final PatientNames patients;
    private final String base;
    private final ResourceType type = ResourceTypes.r4().get("AuditEvent");

    /** Reads the audit database; patients are named by the registry. */
    public AuditEventStore(Pool audit, PatientNames patients, String base) {
        this.audit = audit;
        this.patients = patients;
        this.base = base;
    }

    Uni<Found> read(ResourceKey key, AccessPredicate access) {
        if (!ResourceKeys.isOwnKey(key.id().value())) {
            return Uni.createFrom().item(new Found.Absent());
        }
        return audit.preparedQuery(READ)
                .execute(Tuple.of(UUID.fromString(key.id().value())))
                .onItem()
                .transformToUni(rows -> rows.size() == 0
                        ? Uni.createFrom().item(new Found.Absent())
                        : visible(entry(rows.iterator().next(), 0), access));
    }

    Uni<SearchPage> search(SearchRequest request, AccessPredicate access) {
        Set<UUID> named = new LinkedHashSet<>();
        request.patients().forEach(patient -> named.add(ResourceKeys.of(patient)));
        return restriction(named, access).onItem().transformToUni(restriction -> {
            Uni<List<Row>> rows = request.count() == 0 ? Uni.createFrom().item(List.of()) : page(request, restriction);
            return rows.onItem()
                    .transformToUni(found -> total(request, restriction)
                            .onItem()
                            .transformToUni(total -> rendered(found, request.count(), total, List.copyOf(named))));
        });
    }

    /** Patients of the entries that may be found; null where there is no limit. One set for each condition. */
    private Uni<List<Set<UUID>>> restriction(Set<UUID> named, AccessPredicate access) {
        UUID self = access.compartment();
        Uni<List<Set<UUID>>> own = self == null
                ? Uni.createFrom().item(List.of())
                : patients.records(Set.of(self)).map(List::of);
        if (named.isEmpty()) {
            return own;
        }
        return own.onItem()
                .transformToUni(limits -> patients.records(named).map(records -> {
                    List<Set<UUID>> both = new ArrayList<>(limits);
                    both.add(records);
                    return both;
                }));
    }

    private Uni<List<Row>> page(SearchRequest request, List<Set<UUID>> restriction) {
        AuditQuery query = query(request, restriction);
        PageStart start = request.start();
        if (start != null) {
            String[] at = start.position().split(",", -1);
            query.after(Instant.parse(at[0]), Integer.parseInt(at[1]), Long.parseLong(at[2]));
        }
        String sql = query.sql(PAGE) + " limit " + query.bind(request.count() + 1);
        return audit.preparedQuery(sql).execute(query.tuple()).map(AuditEventStore::list);
    }

    private Uni<Long> total(SearchRequest request, List<Set<UUID>> restriction) {
        if (request.total() == Total.NONE && request.count() > 0) {
            return Uni.createFrom().nullItem();
        }
        AuditQuery query = query(request, restriction);
        return audit.preparedQuery(query.sql(COUNT))
                .execute(query.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static AuditQuery query(SearchRequest request, List<Set<UUID>> restriction) {
        AuditQuery query = new AuditQuery();
        restriction.forEach(query::touching);
        for (Term term : request.terms()) {
            query.and(term);
        }
        return query;
    }

    private Uni<SearchPage> rendered(List<Row> rows, int count, @Nullable Long total, List<UUID> named) {
        boolean more = rows.size() > count;
        List<Row> page = more ? rows.subList(0, count) : rows;
        List<AuditEntry> entries = page.stream().map(row -> entry(row, 3)).toList();
        Row last = page.isEmpty() ? null : page.getLast();
        PageStart next = more && last != null
                ? new PageStart(
                        last.getOffsetDateTime(2).toInstant() + "," + last.getInteger(0) + "," + last.getLong(1))
                : null;
        return patients.ids(entries)
                .map(ids -> new SearchPage(
                        entries.stream().map(entry -> resource(entry, ids)).toList(), total, next, named, false));
    }

    private Uni<Found> visible(AuditEntry entry, AccessPredicate access) {
        UUID self = access.compartment();
        Uni<Boolean> allowed = self == null
                ? Uni.createFrom().item(true)
                : patients.records(Set.of(self))
                        .map(records -> entry.patients().stream().anyMatch(records::contains));
        return allowed.onItem()
                .transformToUni(visible -> visible
                        ? patients.ids(List.of(entry)).map(ids -> new Found.Visible(resource(entry, ids)))
                        : Uni.createFrom().item(new Found.Hidden(null)));
    }

    private StoredResource resource(AuditEntry entry, Map<UUID, String> ids) {
        AuditEvents events = new AuditEvents(base, key -> ids.getOrDefault(key, key.toString()));
        return new StoredResource(
                new ResourceKey(type, new ResourceId(entry.id().toString())),
                Version.FIRST,
                entry.recorded(),
                events.render(entry),
                null,
                0);
    }

    private static AuditEntry entry(Row row, int column) {
        return AuditEntryCodec.decode(row.getBuffer(column).getBytes());
    }

    private static List<Row> list(RowSet<Row> rows) {
        List<Row> list = new ArrayList<>(rows.size());
        rows.forEach(list::add);
        return list;
    }
}
