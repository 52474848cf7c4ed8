package org.hulian.fhir.person;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.hulian.fhir.person.Clusters.Source;
import org.hulian.fhir.person.PersonRows.Known;
import org.hulian.fhir.person.PersonRows.Stored;

/**
 * What records that say something new come to, together with the records that identifiers connect them with.
 *
 * @param before    the person of each record until now
 * @param after     its person from now on
 * @param conflicts of the records where they change, what keeps them apart from now on
 */
record Linkage(Map<UUID, UUID> before, Map<UUID, UUID> after, Map<UUID, SortedSet<String>> conflicts) {

    /**
     * Clusters anew.
     *
     * @param changed what the records say now, in the order they arrive in
     * @param known   what was known of them
     * @param stored  records reached over identifiers old and new, as they stand
     * @param most    records that identifiers may connect, those given up now included; empty where there are more
     */
    static Optional<Linkage> of(
            Map<UUID, Evidence> changed, Map<UUID, Known> known, Collection<Stored> stored, int most) {
        Map<UUID, Source> sources = new LinkedHashMap<>();
        Map<UUID, UUID> before = new HashMap<>();
        Map<UUID, SortedSet<String>> noted = new HashMap<>();
        for (Stored each : stored) {
            sources.put(each.source().patient(), each.source());
            before.put(each.source().patient(), each.person());
            noted.put(each.source().patient(), each.conflicts());
        }
        // Those the index meets now come after all it has met.
        long next = Long.MAX_VALUE - changed.size();
        for (Map.Entry<UUID, Evidence> each : changed.entrySet()) {
            UUID patient = each.getKey();
            Evidence evidence = each.getValue();
            Source met = sources.get(patient);
            long seen = met == null ? next++ : met.seen();
            sources.put(patient, new Source(patient, seen, evidence.nationalIds(), evidence.healthCards()));
            before.putIfAbsent(patient, patient);
        }
        Map<UUID, UUID> after = new HashMap<>();
        Map<UUID, SortedSet<String>> conflicts = new HashMap<>();
        for (List<Source> connected : connected(sources.values(), known)) {
            if (connected.size() > most) {
                return Optional.empty();
            }
            Clusters.Result result = Clusters.of(connected);
            after.putAll(result.persons());
            for (Source source : connected) {
                SortedSet<String> now = result.conflicts().getOrDefault(source.patient(), new TreeSet<>());
                if (!now.equals(noted.getOrDefault(source.patient(), new TreeSet<>()))) {
                    conflicts.put(source.patient(), now);
                }
            }
        }
        return Optional.of(new Linkage(before, after, conflicts));
    }

    /** Groups of records that share an identifier, or did until now, directly or over others. */
    private static Collection<List<Source>> connected(Collection<Source> sources, Map<UUID, Known> known) {
        Map<Long, List<Source>> holders = new HashMap<>();
        for (Source source : sources) {
            tokens(source, known)
                    .forEach(token -> holders.computeIfAbsent(token, t -> new ArrayList<>())
                            .add(source));
        }
        List<List<Source>> groups = new ArrayList<>();
        Set<Source> placed = new HashSet<>();
        for (Source source : sources) {
            if (placed.add(source)) {
                List<Source> group = new ArrayList<>(List.of(source));
                for (int i = 0; i < group.size(); i++) {
                    for (Long token : tokens(group.get(i), known)) {
                        // Once walked, a token leads nowhere new.
                        List<Source> found = holders.remove(token);
                        if (found != null) {
                            found.stream().filter(placed::add).forEach(group::add);
                        }
                    }
                }
                groups.add(group);
            }
        }
        return groups;
    }

    private static Set<Long> tokens(Source source, Map<UUID, Known> known) {
        Set<Long> tokens = source.tokens();
        Known old = known.get(source.patient());
        if (old != null) {
            tokens.addAll(old.tokens());
        }
        return tokens;
    }
}
