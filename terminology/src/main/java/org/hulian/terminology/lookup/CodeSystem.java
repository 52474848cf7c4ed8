package org.hulian.terminology.lookup;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One version of a code system. Safe for many threads.
 *
 * @see <a href="https://hl7.org/fhir/R4/codesystem.html">CodeSystem</a>
 */
public interface CodeSystem {
    Head head();

    Traits traits();

    /** The concept of a code, or null; the concept's own code may differ in case where the system ignores case. */
    @Nullable
    Concept find(String code);

    /** Whether its codes can be enumerated: not those of a grammar such as UCUM. */
    boolean isListed();

    /** How many concepts it lists. */
    int size();

    /** A concept by its number. */
    Concept at(int number);

    /** Numbers of the concepts one level above. */
    int[] parents(int number);

    /** Numbers of the concepts one level below. */
    int[] children(int number);

    /** Whether one concept is the other or stands above it. */
    boolean subsumes(int ancestor, int descendant);

    /** Numbers of all concepts below, each once, without the concept itself. */
    IntStream descendants(int number);

    /** Whether a concept is not to be used any more. */
    default boolean isInactive(int number) {
        return at(number).inactive();
    }

    /** Numbers of the concepts that hold all of these words (lower case) as {@link Words} says, ascending. */
    default IntStream holding(String[] words) {
        return IntStream.range(0, size()).filter(number -> Words.match(words, at(number), null));
    }
}
