package org.hulian.terminology.expand;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.ValueSet.Reference;
import org.jspecify.annotations.Nullable;

/** The codes of one code system that a value set holds. */
public final class Selection {
    private final CodeSystem system;
    private final BitSet numbers = new BitSet();
    private final Map<String, Reference> listed = new LinkedHashMap<>();
    private boolean everything;
    private boolean ordered = true;

    Selection(CodeSystem system) {
        this.system = system;
    }

    public CodeSystem system() {
        return system;
    }

    /** Whether it holds all codes of a grammar. */
    public boolean everything() {
        return everything;
    }

    /** Numbers of the concepts it holds, not to be changed; empty for a grammar. */
    public BitSet numbers() {
        return numbers;
    }

    /** Codes that were named, with the value set's own words, in its order. */
    public Map<String, Reference> listed() {
        return listed;
    }

    /** Whether all its codes were named, so that the value set gives the order. */
    public boolean isOrdered() {
        return ordered;
    }

    /** The concept of a code that is held, or null. */
    public @Nullable Concept find(String code) {
        Concept concept = system.find(code);
        return concept != null && holds(concept) ? concept : null;
    }

    /** The value set's own words for a concept, or null. */
    public @Nullable Reference reference(Concept concept) {
        return listed.get(concept.code());
    }

    /** Whether it holds a concept of its system. */
    public boolean holds(Concept concept) {
        return concept.number() < 0 ? everything || listed.containsKey(concept.code()) : numbers.get(concept.number());
    }

    boolean isEmpty() {
        return !everything && numbers.isEmpty() && listed.isEmpty();
    }

    void name(Reference reference, Concept concept) {
        listed.putIfAbsent(concept.code(), reference);
        if (concept.number() >= 0) {
            numbers.set(concept.number());
        }
    }

    void select(BitSet more) {
        numbers.or(more);
        ordered = false;
    }

    void selectEverything() {
        if (system.isListed()) {
            numbers.set(0, system.size());
        } else {
            everything = true;
        }
        ordered = false;
    }

    void add(Selection other) {
        numbers.or(other.numbers);
        other.listed.forEach(listed::putIfAbsent);
        everything |= other.everything;
        ordered &= other.ordered;
    }

    void retain(Selection other) {
        numbers.and(other.numbers);
        if (everything && !other.everything) {
            everything = false;
            listed.putAll(other.listed);
        } else if (!other.everything) {
            listed.keySet().removeIf(code -> {
                Concept concept = system.find(code);
                return concept == null || !other.holds(concept);
            });
        }
    }

    /** Takes away what another version of the system, or the same, holds. */
    void remove(Selection other) {
        if (other.system == system) {
            numbers.andNot(other.numbers);
        } else {
            other.numbers.stream().forEach(number -> {
                Concept concept = system.find(other.system.at(number).code());
                if (concept != null && concept.number() >= 0) {
                    numbers.clear(concept.number());
                }
            });
        }
        if (other.everything) {
            everything = false;
            listed.clear();
        }
        listed.keySet().removeIf(code -> other.find(code) != null);
    }

    void removeInactive() {
        numbers.stream().filter(system::isInactive).forEach(numbers::clear);
    }
}
