package org.hulian.terminology.lookup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is known: all versions of code systems, value sets and concept maps, by canonical. */
public interface Library {
    /** Versions of a code system, in no order. */
    List<CodeSystem> codeSystems(String url);

    /** Versions of a value set, in no order. */
    List<ValueSet> valueSets(String url);

    /** All concept maps. */
    Collection<MapTable> maps();

    /** Code systems that supplement a system. */
    List<CodeSystem> supplements(String url);

    /** Canonicals of all code systems, for the capabilities. */
    Collection<Head> heads();

    /** Changes whenever an answer may change; what was computed under another number is stale. */
    long edition();

    /** This library on top of another: where both know a version, this one's is taken. */
    default Library over(Library below) {
        Library above = this;
        return new Library() {
            @Override
            public List<CodeSystem> codeSystems(String url) {
                return both(above.codeSystems(url), below.codeSystems(url));
            }

            @Override
            public List<ValueSet> valueSets(String url) {
                return both(above.valueSets(url), below.valueSets(url));
            }

            @Override
            public Collection<MapTable> maps() {
                return both(List.copyOf(above.maps()), List.copyOf(below.maps()));
            }

            @Override
            public List<CodeSystem> supplements(String url) {
                return both(above.supplements(url), below.supplements(url));
            }

            @Override
            public Collection<Head> heads() {
                return both(List.copyOf(above.heads()), List.copyOf(below.heads()));
            }

            @Override
            public long edition() {
                return above.edition() + below.edition();
            }
        };
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
