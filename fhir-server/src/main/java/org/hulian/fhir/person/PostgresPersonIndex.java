package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.hulian.fhir.person.PersonRows.Known;
import org.hulian.fhir.person.PersonRows.Stored;
import org.hulian.fhir.store.StoreTransaction;

/**
 * The person index in the registry database. Records whose certain identifiers did not change cost one query together;
 * otherwise the records their identifiers connect are locked, clustered anew and moved where their person changes: one
 * round trip for each step, however many records there are.
 */
public final class PostgresPersonIndex implements PersonIndex {
    static final String TOO_MANY = "identifier-of-too-many";

    /** More records than this behind one identifier are a default value somebody typed, not a person. */
    private static final int MOST_RECORDS = 200;

    /** Of a record linked together with others; where there are more, fewer are linked at a time. */
    private static final int USUAL_RECORDS = 16;

    @Override
    public Uni<Map<UUID, UUID>> link(StoreTransaction transaction, List<SourceRecord> records) {
        Map<UUID, Evidence> said = new LinkedHashMap<>();
        records.forEach(record -> said.put(record.patient(), record.evidence()));
        return transaction.registry().chain(registry -> link(transaction, registry, said));
    }

    private Uni<Map<UUID, UUID>> link(StoreTransaction transaction, SqlConnection registry, Map<UUID, Evidence> said) {
        return PersonRows.known(registry, said.keySet()).chain(known -> {
            Map<UUID, Evidence> changed = new LinkedHashMap<>(said);
            changed.entrySet().removeIf(each -> isUnchanged(Known.of(known, each.getKey()), each.getValue()));
            if (changed.isEmpty()) {
                Map<UUID, UUID> persons = new LinkedHashMap<>();
                known.forEach((patient, each) -> persons.put(patient, each.person()));
                return Uni.createFrom().item(persons);
            }
            return relink(transaction, registry, changed, known).map(persons -> {
                Map<UUID, UUID> all = new LinkedHashMap<>();
                known.forEach((patient, each) -> all.put(patient, persons.getOrDefault(patient, each.person())));
                return all;
            });
        });
    }

    private static boolean isUnchanged(Known known, Evidence evidence) {
        return known.met()
                && known.tokens().equals(evidence.tokens())
                && known.flaws().equals(evidence.flaws());
    }

    private Uni<Map<UUID, UUID>> relink(
            StoreTransaction transaction, SqlConnection registry, Map<UUID, Evidence> changed, Map<UUID, Known> known) {
        SortedSet<Long> tokens = new TreeSet<>();
        changed.forEach((patient, evidence) -> {
            tokens.addAll(Known.of(known, patient).tokens());
            tokens.addAll(evidence.tokens());
        });
        int most = MOST_RECORDS + USUAL_RECORDS * (changed.size() - 1);
        return reached(registry, changed, new TreeSet<>(), tokens, most).chain(stored -> {
            Optional<Linkage> linked =
                    stored.size() > most ? Optional.empty() : Linkage.of(changed, known, stored, MOST_RECORDS);
            if (linked.isPresent()) {
                Linkage linkage = linked.get();
                return PersonRows.store(registry, changed, known, linkage.conflicts())
                        .chain(() -> Moves.apply(transaction, linkage.before(), linkage.after()))
                        .replaceWith(linkage.after());
            }
            return changed.size() == 1
                    ? alone(transaction, registry, changed, known)
                    : halves(transaction, registry, changed);
        });
    }

    /** Identifiers of the records met may lead further: those are locked too before anything is decided. */
    private static Uni<List<Stored>> reached(
            SqlConnection registry,
            Map<UUID, Evidence> changed,
            SortedSet<Long> locked,
            SortedSet<Long> more,
            int most) {
        SortedSet<Long> all = new TreeSet<>(locked);
        all.addAll(more);
        return PersonRows.lockAndReach(registry, more, changed.keySet(), all, most + 1)
                .chain(stored -> {
                    SortedSet<Long> further = new TreeSet<>();
                    stored.forEach(each -> further.addAll(each.source().tokens()));
                    further.removeAll(all);
                    return further.isEmpty() || stored.size() > most
                            ? Uni.createFrom().item(stored)
                            : reached(registry, changed, all, further, most);
                });
    }

    /** Too many are connected somewhere: fewer at a time, down to the record that is at fault. */
    private Uni<Map<UUID, UUID>> halves(
            StoreTransaction transaction, SqlConnection registry, Map<UUID, Evidence> changed) {
        Map<UUID, Evidence> first = new LinkedHashMap<>();
        Map<UUID, Evidence> second = new LinkedHashMap<>();
        changed.forEach(
                (patient, evidence) -> (first.size() < changed.size() / 2 ? first : second).put(patient, evidence));
        return link(transaction, registry, first)
                .chain(persons -> link(transaction, registry, second).map(more -> {
                    Map<UUID, UUID> all = new LinkedHashMap<>(persons);
                    all.putAll(more);
                    return all;
                }));
    }

    private static Uni<Map<UUID, UUID>> alone(
            StoreTransaction transaction, SqlConnection registry, Map<UUID, Evidence> changed, Map<UUID, Known> known) {
        UUID patient = new ArrayList<>(changed.keySet()).getFirst();
        Map<UUID, UUID> after = Map.of(patient, patient);
        return PersonRows.store(registry, changed, known, Map.of(patient, new TreeSet<>(List.of(TOO_MANY))))
                .chain(() -> Moves.apply(
                        transaction, Map.of(patient, Known.of(known, patient).person()), after))
                .replaceWith(after);
    }
}
