package org.hulian.terminology.lookup;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A code system whose concepts lie in memory. */
public final class ListedCodeSystem implements CodeSystem {
    private final Head head;
    private final Traits traits;
    private final List<Concept> concepts;
    private final Map<String, Concept> byCode;
    private final Hierarchy hierarchy;

    /**
     * A system of concepts numbered in their order.
     *
     * @param pairs child and parent, by number
     */
    public ListedCodeSystem(Head head, Traits traits, List<Concept> concepts, List<int[]> pairs) {
        this.head = head;
        this.traits = traits;
        this.concepts = List.copyOf(concepts);
        this.byCode = HashMap.newHashMap(concepts.size());
        for (Concept concept : concepts) {
            byCode.putIfAbsent(key(concept.code()), concept);
        }
        this.hierarchy = Hierarchy.of(concepts.size(), pairs);
    }

    private ListedCodeSystem(ListedCodeSystem base, List<Concept> concepts) {
        this.head = base.head;
        this.traits = base.traits;
        this.concepts = List.copyOf(concepts);
        this.byCode = HashMap.newHashMap(concepts.size());
        for (Concept concept : concepts) {
            byCode.putIfAbsent(key(concept.code()), concept);
        }
        this.hierarchy = base.hierarchy;
    }

    /** The same system with the designations, properties and extensions a supplement adds to its concepts. */
    public ListedCodeSystem with(CodeSystem supplement) {
        return new ListedCodeSystem(
                this,
                concepts.stream()
                        .map(concept -> {
                            Concept more = supplement.find(concept.code());
                            return more == null ? concept : concept.with(more);
                        })
                        .toList());
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public @Nullable Concept find(String code) {
        return byCode.get(key(code));
    }

    @Override
    public boolean isListed() {
        return true;
    }

    @Override
    public int size() {
        return concepts.size();
    }

    @Override
    public Concept at(int number) {
        return concepts.get(number);
    }

    @Override
    public int[] parents(int number) {
        return hierarchy.parents(number);
    }

    @Override
    public int[] children(int number) {
        return hierarchy.children(number);
    }

    @Override
    public boolean subsumes(int ancestor, int descendant) {
        return hierarchy.subsumes(ancestor, descendant);
    }

    @Override
    public IntStream descendants(int number) {
        return hierarchy.descendants(number);
    }

    private String key(String code) {
        return traits.caseSensitive() ? code : code.toLowerCase(Locale.ROOT);
    }
}
