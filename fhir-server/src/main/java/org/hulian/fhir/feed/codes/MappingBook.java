package org.hulian.fhir.feed.codes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.mappers.LocalCodes;

/** Everything approved, as the feed uses it. Immutable; a change gives another one. */
final class MappingBook {
    static final MappingBook EMPTY = new MappingBook(List.of(), Map.of());

    private record Key(int sender, LocalCodes.Kind kind, String code) {}

    private final Map<Key, List<LocalMapping>> mappings = new HashMap<>();
    private final Map<Integer, Integer> versions;

    MappingBook(List<LocalMapping> approved, Map<Integer, Integer> versions) {
        this.versions = Map.copyOf(versions);
        for (LocalMapping mapping : approved) {
            LocalCode source = mapping.source();
            mappings.computeIfAbsent(new Key(source.sender(), source.kind(), source.code()), key -> new ArrayList<>())
                    .add(mapping);
        }
        // Of two that hold at the same time the later decision counts.
        mappings.values()
                .forEach(list ->
                        list.sort(Comparator.comparingLong(LocalMapping::number).reversed()));
    }

    Map<Integer, Integer> versions() {
        return versions;
    }

    int version(int sender) {
        return versions.getOrDefault(sender, 0);
    }

    /** Every approved mapping of a kind. */
    List<LocalMapping> of(LocalCodes.Kind kind) {
        return mappings.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** Those of a sender that hold for what is received now. */
    List<LocalMapping> inForce(int sender, Instant now) {
        return mappings.values().stream()
                .flatMap(List::stream)
                .filter(mapping -> mapping.source().sender() == sender && mapping.holds(now))
                .sorted(Comparator.comparingLong(LocalMapping::number))
                .toList();
    }

    /** What holds for a message, with what of it was used. */
    UsedCodes of(int sender, String name, Instant received) {
        int version = version(sender);
        return new UsedCodes(
                version == 0 ? "" : name + "|" + version,
                (kind, source) -> mappings.getOrDefault(new Key(sender, kind, source.code()), List.of()).stream()
                        .filter(mapping -> source.system().isEmpty()
                                || mapping.source().system().equals(source.system()))
                        .filter(mapping -> mapping.holds(received))
                        .findFirst());
    }
}
