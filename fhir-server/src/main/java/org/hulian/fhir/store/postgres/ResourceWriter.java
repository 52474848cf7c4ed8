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
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.person.PersonIndex;
import org.hulian.fhir.person.SourceRecord;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.LateWrites;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.WriteSet;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.AuditEntry;

/** Carries out a {@link WriteSet}: everything that needs no database first, then one transaction, repeated on a clash. */
final class ResourceWriter {
    private static final int ATTEMPTS = 4;

    /** Rows of independent creations, or of small transactions, in one. */
    private static final int GROUPED = 256;

    /** Transactions of such at a time: with a second one groups are half as large and cost a row a third more. */
    private static final int GROUPS = 1;

    private static final String UNIQUE_VIOLATION = "23505";
    private static final Set<String> CLASHES = Set.of("40001", "40P01");

    private final Sides sides;
    private final ResidentKeyRing keys;
    private final BodyOpener opener;
    private final Sifting sifting;
    private final Indexing indexing;
    private final PersonIndex persons;
    private final List<Projection> projections;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final AuditOutbox outbox;
    private final WritesUnderWay underWay = new WritesUnderWay();
    private final Gathering<PreparedSet, Committed> creations;
    private final Gathering<PreparedSet, Committed> transactions;

    ResourceWriter(
            Sides sides,
            ResidentKeyRing keys,
            BodyOpener opener,
            Sifting sifting,
            Indexing indexing,
            PersonIndex persons,
            List<Projection> projections,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.sides = sides;
        this.keys = keys;
        this.opener = opener;
        this.sifting = sifting;
        this.indexing = indexing;
        this.persons = persons;
        this.projections = projections;
        this.clock = clock;
        this.ids = ids;
        this.outbox = new AuditOutbox(keys.hub());
        this.creations = new Gathering<>(
                GROUPED, GROUPS, PreparedSet::size, PreparedSet::store, set -> List.of(), this::attempt);
        this.transactions = new Gathering<>(
                GROUPED,
                Runtime.getRuntime().availableProcessors(),
                PreparedSet::size,
                set -> GROUPED,
                PreparedSet::keys,
                this::attempt);
    }

    Uni<Committed> write(WriteSet set) {
        return prepared(set).chain(prepared -> {
            if (prepared.isGroupable(this::isProjected)) {
                return creations.of(prepared);
            }
            return prepared.isSharable()
                    ? transactions.of(prepared)
                    : attempt(List.of(prepared)).map(List::getFirst);
        });
    }

    /** All of the sets in one transaction; what became of each, in their order. */
    Uni<List<Committed>> attempt(List<PreparedSet> sets) {
        boolean freeIds = sets.stream().noneMatch(PreparedSet::hasCreate);
        return attempt(transaction -> within(transaction, sets), freeIds, 1);
    }

    /** Ids are chosen anew at every attempt, so one that is taken is no reason to give up. */
    Uni<Committed> write(LateWrites late) {
        return attempt(transaction -> decided(transaction, late), true, 1).map(List::getFirst);
    }

    Uni<Void> ended() {
        return underWay.ended();
    }

    private Uni<List<Committed>> decided(PostgresTransaction transaction, LateWrites late) {
        Uni<List<Committed>> committed = CriteriaLocks.take(transaction, sides, late.locks())
                .chain(transaction::planEachTime)
                .chain(() -> late.writes().apply(new PostgresReads(transaction.view(), opener, sifting, clock)))
                .chain(set -> changes(transaction, set));
        var after = late.after();
        return after == null
                ? committed
                : committed.call(done -> transaction
                        .planEachTime()
                        .chain(() -> after.apply(
                                new PostgresReads(transaction.view(), opener, sifting, clock),
                                done.getFirst().written())));
    }

    private Uni<List<Committed>> changes(PostgresTransaction transaction, WriteSet set) {
        return set.writes().isEmpty()
                ? Uni.createFrom()
                        .item(List.of(new Committed(List.of(), set.audit().apply(List.of()))))
                : prepared(set).chain(prepared -> within(transaction, List.of(prepared)));
    }

    private Uni<PreparedSet> prepared(WriteSet set) {
        List<Draft> drafts = ProvenanceKinds.given(set.writes().stream()
                .map(write -> Draft.of(write, sides.of(write.key().type()), indexing))
                .toList());
        return keys.forWriting(sealedFor(drafts)).map(sealers -> new PreparedSet(set, drafts, sealers));
    }

    private boolean isProjected(ResourceType type) {
        return projections.stream().anyMatch(projection -> projection.concerns(type, Written.Change.CREATED));
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

    private <T> Uni<T> attempt(Function<PostgresTransaction, Uni<T>> work, boolean freeIds, int number) {
        UUID id = ids.get();
        PostgresTransaction transaction = new PostgresTransaction(sides, id);
        underWay.begin(id);
        return work.apply(transaction)
                .call(transaction::commit)
                .onFailure()
                .call(transaction::rollback)
                .eventually(transaction::close)
                .onTermination()
                .invoke(() -> underWay.end(id))
                .onFailure(failure -> number < ATTEMPTS && isClash(failure, freeIds))
                .recoverWithUni(() -> attempt(work, freeIds, number + 1))
                .onFailure(PgException.class)
                .transform(ResourceWriter::refused);
    }

    /** Another writer was in the way; a second look will see what it did. */
    private static boolean isClash(Throwable failure, boolean freeIds) {
        return failure instanceof PgException pg && (CLASHES.contains(pg.getSqlState()) || (isTaken(pg) && freeIds));
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

    private Uni<List<Committed>> within(PostgresTransaction transaction, List<PreparedSet> sets) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Draft> drafts = sets.stream().flatMap(set -> set.drafts().stream()).toList();
        return RowLocks.take(transaction, drafts).chain(found -> {
            List<DecidedSet> decided =
                    sets.stream().map(set -> DecidedSet.of(set, found, now)).toList();
            return link(transaction, decided)
                    .chain(() -> rows(transaction, decided, now))
                    .chain(() -> outbox(transaction, drafts, decided))
                    .chain(() -> project(transaction, decided))
                    .replaceWith(decided.stream().map(DecidedSet::committed).toList());
        });
    }

    /** Before the rows are written, so that they get the person the patient now belongs to. */
    private Uni<Void> link(PostgresTransaction transaction, List<DecidedSet> sets) {
        List<SourceRecord> records = new ArrayList<>();
        for (Decided each : sets.stream().flatMap(set -> set.decided().stream()).toList()) {
            if (each.draft().isPatient() && each.change() != Written.Change.UNCHANGED) {
                byte[] body = each.body() == null ? null : each.body().bytes();
                records.add(new SourceRecord(each.draft().key(), body));
            }
        }
        return records.isEmpty()
                ? nothing()
                : persons.link(transaction, records).replaceWithVoid();
    }

    private Uni<Void> rows(PostgresTransaction transaction, List<DecidedSet> sets, Instant now) {
        RowChanges registry = new RowChanges(now, keys.hub(), ids);
        RowChanges clinical = new RowChanges(now, keys.hub(), ids);
        for (DecidedSet set : sets) {
            for (Decided each : set.decided()) {
                switch (each.draft().type().store()) {
                    case REGISTRY -> registry.add(each, set.owner(), set.sealers());
                    case CLINICAL -> clinical.add(each, set.owner(), set.sealers());
                    case AUDIT ->
                        throw new IllegalArgumentException(each.draft().type().name());
                }
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
    private Uni<Void> outbox(PostgresTransaction transaction, List<Draft> drafts, List<DecidedSet> sets) {
        List<AuditEntry> audit =
                sets.stream().flatMap(set -> set.committed().audit().stream()).toList();
        if (audit.isEmpty()) {
            return nothing();
        }
        Uni<SqlConnection> connection = transaction.touchesRegistry()
                ? transaction.registry()
                : transaction.on(drafts.getFirst().side());
        return connection.chain(open -> outbox.add(open, audit));
    }

    private Uni<Void> project(PostgresTransaction transaction, List<DecidedSet> sets) {
        List<Uni<Void>> applied = new ArrayList<>();
        for (Written each :
                sets.stream().flatMap(set -> set.committed().written().stream()).toList()) {
            for (Projection projection : projections) {
                if (each.change() != Written.Change.UNCHANGED
                        && projection.concerns(each.key().type(), each.change())) {
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
