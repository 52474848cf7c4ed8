package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.person.PersonIndex;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.WriteSet;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.crypto.Sealer;

/** Carries out a {@link WriteSet}: everything that needs no database first, then one transaction, repeated on a clash. */
final class ResourceWriter {
    private static final int ATTEMPTS = 4;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Set<String> CLASHES = Set.of("40001", "40P01");

    private final Sides sides;
    private final ResidentKeyRing keys;
    private final Indexing indexing;
    private final PersonIndex persons;
    private final List<Projection> projections;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final AuditOutbox outbox;

    ResourceWriter(
            Sides sides,
            ResidentKeyRing keys,
            Indexing indexing,
            PersonIndex persons,
            List<Projection> projections,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.sides = sides;
        this.keys = keys;
        this.indexing = indexing;
        this.persons = persons;
        this.projections = projections;
        this.clock = clock;
        this.ids = ids;
        this.outbox = new AuditOutbox(keys.hub());
    }

    Uni<Committed> write(WriteSet set) {
        List<Draft> drafts = ProvenanceKinds.given(set.writes().stream()
                .map(write -> Draft.of(write, sides.of(write.key().type()), indexing))
                .toList());
        return keys.forWriting(sealedFor(drafts)).chain(sealers -> attempt(set, drafts, sealers, 1));
    }

    private Set<UUID> sealedFor(List<Draft> drafts) {
        Set<UUID> patients = new HashSet<>();
        for (Draft draft : drafts) {
            if (isSealed(draft) && draft.patient() != null) {
                patients.add(draft.patient());
            }
        }
        return patients;
    }

    private static boolean isSealed(Draft draft) {
        return switch (draft.type().store()) {
            case CLINICAL -> draft.body() != null && draft.body().hasPiecesToSeal();
            case REGISTRY, AUDIT -> false;
        };
    }

    private Uni<Committed> attempt(WriteSet set, List<Draft> drafts, Map<UUID, Sealer> sealers, int number) {
        PostgresTransaction transaction = new PostgresTransaction(sides, ids.get());
        return within(transaction, set, drafts, sealers)
                .call(transaction::commit)
                .onFailure()
                .call(transaction::rollback)
                .eventually(transaction::close)
                .onFailure(failure -> number < ATTEMPTS && isClash(failure, drafts))
                .recoverWithUni(() -> attempt(set, drafts, sealers, number + 1))
                .onFailure(PgException.class)
                .transform(ResourceWriter::refused);
    }

    /** Another writer was in the way; a second look will see what it did. */
    private static boolean isClash(Throwable failure, List<Draft> drafts) {
        return failure instanceof PgException pg
                && (CLASHES.contains(pg.getSqlState())
                        || (isTaken(pg) && drafts.stream().noneMatch(draft -> draft.write() instanceof Write.Create)));
    }

    private static boolean isTaken(PgException pg) {
        return UNIQUE_VIOLATION.equals(pg.getSqlState()) && "resource_index".equals(pg.getTable());
    }

    private static Throwable refused(Throwable failure) {
        PgException pg = (PgException) failure;
        if (isTaken(pg)) {
            return new FailureException(new Failure.Conflict("id"));
        }
        return CLASHES.contains(pg.getSqlState()) ? new FailureException(new Failure.Conflict("write")) : pg;
    }

    private Uni<Committed> within(
            PostgresTransaction transaction, WriteSet set, List<Draft> drafts, Map<UUID, Sealer> sealers) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return RowLocks.take(transaction, drafts).chain(found -> {
            List<Decided> decided = drafts.stream()
                    .map(draft -> Decided.of(draft, found.of(draft), now))
                    .toList();
            List<Written> written = decided.stream()
                    .map(each -> each.written(found.of(each.draft())))
                    .toList();
            List<AuditEntry> audit = set.audit().apply(written);
            return link(transaction, decided)
                    .chain(() -> rows(transaction, decided, set.owner(), now, sealers))
                    .chain(() -> outbox(transaction, decided, audit))
                    .chain(() -> project(transaction, written))
                    .replaceWith(new Committed(written, audit));
        });
    }

    /** Before the rows are written, so that they get the person the patient now belongs to. */
    private Uni<Void> link(PostgresTransaction transaction, List<Decided> decided) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Decided each : decided) {
            if (each.draft().isPatient() && each.change() != Written.Change.UNCHANGED) {
                byte[] body = each.body() == null ? null : each.body().bytes();
                all = all.chain(() -> persons.link(transaction, each.draft().key(), body))
                        .replaceWithVoid();
            }
        }
        return all;
    }

    private Uni<Void> rows(
            PostgresTransaction transaction, List<Decided> decided, int owner, Instant now, Map<UUID, Sealer> sealers) {
        RowChanges registry = new RowChanges(owner, now, sealers, keys.hub());
        RowChanges clinical = new RowChanges(owner, now, sealers, keys.hub());
        for (Decided each : decided) {
            switch (each.draft().type().store()) {
                case REGISTRY -> registry.add(each);
                case CLINICAL -> clinical.add(each);
                case AUDIT ->
                    throw new IllegalArgumentException(each.draft().type().name());
            }
        }
        Uni<Void> who = registry.isEmpty() ? nothing() : transaction.registry().chain(registry::apply);
        return who.chain(
                () -> clinical.isEmpty() ? nothing() : transaction.clinical().chain(clinical::apply));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    /** Where the registry takes part its commit decides, so the entries stand there. */
    private Uni<Void> outbox(PostgresTransaction transaction, List<Decided> decided, List<AuditEntry> audit) {
        if (audit.isEmpty()) {
            return nothing();
        }
        Uni<SqlConnection> connection = transaction.touchesRegistry()
                ? transaction.registry()
                : transaction.on(decided.getFirst().draft().side());
        return connection.chain(open -> outbox.add(open, audit));
    }

    private Uni<Void> project(PostgresTransaction transaction, List<Written> written) {
        List<Uni<Void>> applied = new ArrayList<>();
        for (Written each : written) {
            for (Projection projection : projections) {
                if (each.change() != Written.Change.UNCHANGED
                        && projection.concerns(each.key().type())) {
                    applied.add(Uni.createFrom().deferred(() -> projection.apply(transaction, each)));
                }
            }
        }
        Uni<Void> all = nothing();
        for (Uni<Void> next : applied) {
            all = all.chain(() -> next);
        }
        return all;
    }
}
