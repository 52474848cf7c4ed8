package org.hulian.terminology.lookup;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A concept of a code system.
 *
 * @param number   its place in the system's order, from 0; -1 in systems that are a grammar
 * @param status   value of its status property or standards status, or null
 * @param inactive not to be used any more
 * @param abstrakt groups others and is not to be recorded ({@code notSelectable})
 */
public record Concept(
        int number,
        String code,
        @Nullable String display,
        @Nullable String definition,
        List<Designation> designations,
        List<Property> properties,
        List<Extension> extensions,
        @Nullable String status,
        boolean inactive,
        boolean abstrakt) {
    public Concept {
        designations = List.copyOf(designations);
        properties = List.copyOf(properties);
        extensions = List.copyOf(extensions);
    }

    /** A concept of which only the code and its words are known. */
    public static Concept of(String code, @Nullable String display) {
        return new Concept(-1, code, display, null, List.of(), List.of(), List.of(), null, false, false);
    }

    /** The same with what a supplement adds. */
    Concept with(Concept supplement) {
        return new Concept(
                number,
                code,
                display,
                definition,
                both(designations, supplement.designations),
                both(properties, supplement.properties),
                both(extensions, supplement.extensions),
                status,
                inactive,
                abstrakt);
    }

    private static <T> List<T> both(List<T> own, List<T> more) {
        if (more.isEmpty()) {
            return own;
        }
        List<T> all = new ArrayList<>(own);
        all.addAll(more);
        return all;
    }
}
