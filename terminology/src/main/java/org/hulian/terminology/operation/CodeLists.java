package org.hulian.terminology.operation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.expand.Contents;
import org.hulian.terminology.expand.Pins;
import org.hulian.terminology.expand.Resolver;
import org.hulian.terminology.expand.Selection;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.lookup.ValueSet;

/** Codes for those who compare with codes: members of a value set, what a code subsumes and what subsumes it. */
public final class CodeLists {
    private final Resolver resolver;
    private final Memory memory;
    private final int most;

    /** Lists of at most so many codes. */
    public CodeLists(Library library, int remembered, int most) {
        this.resolver = new Resolver(library, Pins.NONE);
        this.memory = new Memory(library, remembered);
        this.most = most;
    }

    /** What came of it. */
    public sealed interface Listing {
        /** These codes. */
        record Codes(List<Coding> codes) implements Listing {}

        /** No such value set, code system or code. */
        record Unknown() implements Listing {}

        /** More than may be listed; a grammar counts as endless. */
        record TooMany(int limit, int codes) implements Listing {}
    }

    /** The codes of a value set, those left out of use included only where the value set keeps them. */
    public Listing members(String valueSet) {
        try {
            ValueSet set = resolver.valueSet(valueSet);
            Contents contents = memory.contents(set, Pins.NONE, resolver);
            if (!contents.unknown().isEmpty()) {
                return new Listing.Unknown();
            }
            List<Coding> codes = new ArrayList<>();
            boolean active = Boolean.FALSE.equals(set.inactive());
            for (Selection selection : contents.selections()) {
                int size = selection.system().isListed()
                        ? selection.numbers().cardinality()
                        : selection.listed().size();
                if (selection.everything() || codes.size() + size > most) {
                    return new Listing.TooMany(most, selection.everything() ? Integer.MAX_VALUE : codes.size() + size);
                }
                add(selection, active, codes);
            }
            return new Listing.Codes(codes);
        } catch (TerminologyException unusable) {
            return new Listing.Unknown();
        }
    }

    private static void add(Selection selection, boolean active, List<Coding> codes) {
        CodeSystem system = selection.system();
        String url = system.head().url();
        if (selection.numbers().isEmpty()) {
            selection.listed().keySet().forEach(code -> codes.add(Coding.of(url, code)));
            return;
        }
        selection.numbers().stream()
                .filter(number -> !active || !system.isInactive(number))
                .forEach(number -> codes.add(Coding.of(url, system.at(number).code())));
    }

    /** A code and all it subsumes. */
    public Listing below(String url, String code) {
        return related(url, code, (system, concept) -> {
            BitSet found = new BitSet();
            found.set(concept.number());
            system.descendants(concept.number()).forEach(found::set);
            return found;
        });
    }

    /** A code and all that subsume it. */
    public Listing above(String url, String code) {
        return related(url, code, (system, concept) -> {
            BitSet found = new BitSet();
            climb(system, concept.number(), found);
            return found;
        });
    }

    private static void climb(CodeSystem system, int number, BitSet found) {
        if (!found.get(number)) {
            found.set(number);
            for (int parent : system.parents(number)) {
                climb(system, parent, found);
            }
        }
    }

    private interface Relation {
        BitSet of(CodeSystem system, Concept concept);
    }

    private Listing related(String url, String code, Relation relation) {
        CodeSystem system = resolver.system(url, null);
        Concept concept = system == null ? null : system.find(code);
        if (system == null || concept == null) {
            return new Listing.Unknown();
        }
        if (concept.number() < 0) {
            return new Listing.Codes(List.of(Coding.of(url, concept.code())));
        }
        BitSet found = relation.of(system, concept);
        int count = found.cardinality();
        return count > most
                ? new Listing.TooMany(most, count)
                : new Listing.Codes(found.stream()
                        .mapToObj(number -> Coding.of(url, system.at(number).code()))
                        .toList());
    }
}
