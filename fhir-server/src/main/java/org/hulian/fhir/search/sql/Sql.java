package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;

/** The binds of a statement being written. */
public final class Sql {
    private final List<Object> binds = new ArrayList<>();

    /** The placeholder of a value. */
    public String bind(Object value) {
        binds.add(value);
        return "$" + binds.size();
    }

    /** The values bound so far, in order. */
    public List<Object> binds() {
        return List.copyOf(binds);
    }
}
