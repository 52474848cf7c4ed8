package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.hulian.fhir.person.PersonRows.Connected;
import org.hulian.fhir.person.PersonRows.Known;
import org.hulian.fhir.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/**
 * The person index in the registry database. A record whose certain identifiers did not change costs one query;
 * otherwise the records its identifiers connect are locked, clustered anew and moved where their person changes.
 */
public final class PostgresPersonIndex implements PersonIndex {
    static final String TOO_MANY = "identifier-of-too-many";

    /** More records than this behind one identifier are a default value somebody typed, not a person. */
    private static final int MOST_RECORDS = 200;

    @Override
    public Uni<UUID> link(StoreTransaction transaction, UUID patient, byte @Nullable [] body) {
        Evidence evidence = body == null ? Evidence.none() : Evidence.of(body);
        return transaction
                .registry()
                .chain(registry -> PersonRows.known(registry, patient)
                        .chain(known -> isUnchanged(known, evidence)
                                ? Uni.createFrom().item(known.person())
                                : relink(transaction, registry, patient, evidence, known)));
    }

    private static boolean isUnchanged(Known known, Evidence evidence) {
        return known.met()
                && known.tokens().equals(evidence.tokens())
                && known.flaws().equals(evidence.flaws());
    }

    private static Uni<UUID> relink(
            StoreTransaction transaction, SqlConnection registry, UUID patient, Evidence evidence, Known known) {
        SortedSet<Long> tokens = new TreeSet<>(known.tokens());
        tokens.addAll(evidence.tokens());
        return PersonRows.lock(registry, tokens)
                .chain(() -> PersonRows.store(registry, patient, evidence))
                .chain(() -> connected(registry, patient, tokens))
                .chain(connected -> cluster(transaction, registry, patient, connected));
    }

    /** Identifiers of the records met may lead further: those are locked too before anything is decided. */
    private static Uni<Connected> connected(SqlConnection registry, UUID patient, SortedSet<Long> locked) {
        return PersonRows.connected(registry, patient, locked, MOST_RECORDS + 1).chain(connected -> {
            SortedSet<Long> more = connected.tokens();
            more.removeAll(locked);
            if (more.isEmpty() || connected.sources().size() > MOST_RECORDS) {
                return Uni.createFrom().item(connected);
            }
            SortedSet<Long> all = new TreeSet<>(locked);
            all.addAll(more);
            return PersonRows.lock(registry, more).chain(() -> connected(registry, patient, all));
        });
    }

    private static Uni<UUID> cluster(
            StoreTransaction transaction, SqlConnection registry, UUID patient, Connected connected) {
        if (connected.sources().size() > MOST_RECORDS) {
            return alone(transaction, registry, patient, connected);
        }
        Clusters.Result result = Clusters.of(connected.sources());
        return PersonRows.conflicts(registry, connected.sources(), result.conflicts())
                .chain(() -> Moves.apply(transaction, connected.persons(), result.persons()))
                .replaceWith(() -> result.persons().getOrDefault(patient, patient));
    }

    private static Uni<UUID> alone(
            StoreTransaction transaction, SqlConnection registry, UUID patient, Connected connected) {
        UUID person = connected.persons().getOrDefault(patient, patient);
        Map<UUID, SortedSet<String>> conflict = Map.of(patient, new TreeSet<>(java.util.Set.of(TOO_MANY)));
        var own = connected.sources().stream()
                .filter(source -> source.patient().equals(patient))
                .toList();
        return PersonRows.conflicts(registry, own, conflict)
                .chain(() -> Moves.apply(transaction, new TreeMap<>(Map.of(patient, person)), Map.of(patient, patient)))
                .replaceWith(patient);
    }
}
