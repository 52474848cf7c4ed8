package org.hulian.fhir.person;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which source records are one person. A national id links; a health card links too, unless that would put two national
 * ids into one person: then the card links nobody and the contradiction is kept. The result does not depend on the
 * order in which records arrived, only the name of a person does (its earliest record).
 */
final class Clusters {
    static final String TWO_NATIONAL_IDS = "two-national-ids";
    static final String CARD_OF_TWO = "health-card-of-two-national-ids";

    /**
     * One source record.
     *
     * @param seen order in which the index met the records
     */
    record Source(UUID patient, long seen, Set<Long> nationalIds, Set<Long> healthCards) {
        Set<Long> tokens() {
            Set<Long> all = new HashSet<>(nationalIds);
            all.addAll(healthCards);
            return all;
        }
    }

    /**
     * What the sources come to.
     *
     * @param persons   for every record the key of its person
     * @param conflicts for the records concerned, what kept them apart
     */
    record Result(Map<UUID, UUID> persons, Map<UUID, SortedSet<String>> conflicts) {}

    private final List<Source> sources;
    private final int[] parent;
    private final Map<UUID, SortedSet<String>> conflicts = new HashMap<>();

    private Clusters(Collection<Source> sources) {
        this.sources =
                sources.stream().sorted(Comparator.comparingLong(Source::seen)).toList();
        this.parent = new int[sources.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
    }

    static Result of(Collection<Source> sources) {
        Clusters clusters = new Clusters(sources);
        clusters.linkByNationalId();
        clusters.linkByHealthCard();
        Map<UUID, UUID> persons = new HashMap<>();
        for (int i = 0; i < clusters.parent.length; i++) {
            persons.put(
                    clusters.sources.get(i).patient(),
                    clusters.sources.get(clusters.root(i)).patient());
        }
        return new Result(persons, clusters.conflicts);
    }

    private void linkByNationalId() {
        Map<Long, Integer> first = new HashMap<>();
        for (int i = 0; i < parent.length; i++) {
            Set<Long> ids = sources.get(i).nationalIds();
            if (ids.size() > 1) {
                conflict(i, TWO_NATIONAL_IDS);
                continue;
            }
            for (Long id : ids) {
                Integer other = first.putIfAbsent(id, i);
                if (other != null) {
                    unite(other, i);
                }
            }
        }
    }

    private void linkByHealthCard() {
        SortedMap<Long, List<Integer>> holders = new TreeMap<>();
        for (int i = 0; i < parent.length; i++) {
            if (sources.get(i).nationalIds().size() < 2) {
                for (Long card : sources.get(i).healthCards()) {
                    holders.computeIfAbsent(card, c -> new ArrayList<>()).add(i);
                }
            }
        }
        holders.values().removeIf(this::contradicts);
        for (List<Integer> chain : chains(holders.values())) {
            if (!contradicts(chain)) {
                chain.forEach(i -> unite(chain.getFirst(), i));
            }
        }
    }

    private boolean contradicts(List<Integer> records) {
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < parent.length; i++) {
            for (int record : records) {
                if (root(i) == root(record)) {
                    ids.addAll(usable(i));
                }
            }
        }
        if (ids.size() > 1) {
            records.forEach(i -> conflict(i, CARD_OF_TWO));
        }
        return ids.size() > 1;
    }

    private Set<Long> usable(int i) {
        Set<Long> ids = sources.get(i).nationalIds();
        return ids.size() > 1 ? Set.of() : ids;
    }

    /** Groups of records that cards would join, directly or over other cards. */
    private Collection<List<Integer>> chains(Collection<List<Integer>> cards) {
        Clusters joined = new Clusters(sources);
        System.arraycopy(parent, 0, joined.parent, 0, parent.length);
        cards.forEach(holders -> holders.forEach(i -> joined.unite(holders.getFirst(), i)));
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        cards.stream()
                .flatMap(List::stream)
                .distinct()
                .forEach(i -> groups.computeIfAbsent(joined.root(i), r -> new ArrayList<>())
                        .add(i));
        return groups.values();
    }

    private void conflict(int i, String code) {
        conflicts
                .computeIfAbsent(sources.get(i).patient(), p -> new TreeSet<>())
                .add(code);
    }

    private int root(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The earlier record stays the root, so the root names the person. */
    private void unite(int a, int b) {
        int left = root(a);
        int right = root(b);
        parent[Math.max(left, right)] = Math.min(left, right);
    }
}
