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
                            .transformToUni(
                                    total -> rendered(found, request.count(), total, List.copyOf(named), restriction)));
        });
    }

    /**
     * Which entries may be found.
     *
     * @param own   records of the resident who asks, or null for an auditor
     * @param named records of the patients the search names, or null when it names none
     */
    private record Restriction(
            @Nullable Set<UUID> own, @Nullable Set<UUID> named) {
        AuditQuery query() {
            AuditQuery query = new AuditQuery();
            if (own != null) {
                query.touching(own);
            }
            return named == null ? query : query.touching(named);
        }

        /** An entry as this caller may see it: a resident learns nothing about the others it touched. */
        AuditEntry shown(AuditEntry entry) {
            Set<UUID> mine = own;
            if (mine == null || mine.containsAll(entry.patients())) {
                return entry;
            }
            return new AuditEntry(
                    entry.id(),
                    entry.recorded(),
                    entry.interaction(),
                    entry.outcome(),
                    entry.agent(),
                    entry.patients().stream().filter(mine::contains).toList(),
                    List.of(),
                    null,
                    entry.policies(),
                    entry.requestId(),
                    entry.reason());
        }
    }

    private Uni<Restriction> restriction(Set<UUID> named, AccessPredicate access) {
        UUID self = access.compartment();
        Uni<Restriction> own = self == null
                ? Uni.createFrom().item(new Restriction(null, null))
                : patients.records(Set.of(self)).map(records -> new Restriction(records, null));
        return named.isEmpty()
                ? own
                : own.onItem()
                        .transformToUni(
                                limit -> patients.records(named).map(records -> new Restriction(limit.own(), records)));
    }

    private Uni<List<Row>> page(SearchRequest request, Restriction restriction) {
        AuditQuery query = query(request, restriction);
        PageStart start = request.start();
        if (start != null) {
            String[] at = start.position().split(",", -1);
            query.after(Instant.parse(at[0]), Integer.parseInt(at[1]), Long.parseLong(at[2]));
        }
        String sql = query.sql(PAGE) + " limit " + query.bind(request.count() + 1);
        return audit.preparedQuery(sql).execute(query.tuple()).map(AuditEventStore::list);
    }

    private Uni<Long> total(SearchRequest request, Restriction restriction) {
        if (request.total() == Total.NONE && request.count() > 0) {
            return Uni.createFrom().nullItem();
        }
        AuditQuery query = query(request, restriction);
        return audit.preparedQuery(query.sql(COUNT))
                .execute(query.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static AuditQuery query(SearchRequest request, Restriction restriction) {
        AuditQuery query = restriction.query();
        for (Term term : request.terms()) {
            query.and(term);
        }
        return query;
    }

    private Uni<SearchPage> rendered(
            List<Row> rows, int count, @Nullable Long total, List<UUID> named, Restriction restriction) {
        boolean more = rows.size() > count;
        List<Row> page = more ? rows.subList(0, count) : rows;
        List<AuditEntry> entries =
                page.stream().map(row -> restriction.shown(entry(row, 3))).toList();
        Row last = page.isEmpty() ? null : page.getLast();
        PageStart next = more && last != null
                ? new PageStart(
                        last.getOffsetDateTime(2).toInstant() + "," + last.getInteger(0) + "," + last.getLong(1))
                : null;
        return patients.ids(entries)
                .map(ids -> new SearchPage(
                        entries.stream().map(entry -> resource(entry, ids)).toList(), total, next, named));
    }

    private Uni<Found> visible(AuditEntry entry, AccessPredicate access) {
        return restriction(Set.of(), access).onItem().transformToUni(restriction -> {
            Set<UUID> own = restriction.own();
            if (own != null && entry.patients().stream().noneMatch(own::contains)) {
                return Uni.createFrom().item(new Found.Hidden(null));
            }
            AuditEntry shown = restriction.shown(entry);
            return patients.ids(List.of(shown)).map(ids -> new Found.Visible(resource(shown, ids)));
        });
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
