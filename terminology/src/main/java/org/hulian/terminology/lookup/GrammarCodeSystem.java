package org.hulian.terminology.lookup;

import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A code system whose codes are the words of a grammar: valid or not, never listed, without a hierarchy. */
public final class GrammarCodeSystem implements CodeSystem {
    private static final int[] NONE = {};

    private final Head head;
    private final Traits traits;
    private final Function<String, @Nullable Concept> grammar;

    /** A system that knows a code when the grammar makes a concept of it. */
    public GrammarCodeSystem(Head head, Traits traits, Function<String, @Nullable Concept> grammar) {
        this.head = head;
        this.traits = traits;
        this.grammar = grammar;
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
        return grammar.apply(code);
    }

    @Override
    public boolean isListed() {
        return false;
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public Concept at(int number) {
        throw new IndexOutOfBoundsException(number);
    }

    @Override
    public int[] parents(int number) {
        return NONE;
    }

    @Override
    public int[] children(int number) {
        return NONE;
    }

    @Override
    public boolean subsumes(int ancestor, int descendant) {
        return false;
    }

    @Override
    public IntStream descendants(int number) {
        return IntStream.empty();
    }
}
