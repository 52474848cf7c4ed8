package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.List;
import org.hulian.mappers.definition.InvalidDefinitionException;
import org.hulian.mappers.definition.InvalidDefinitionException.Fault;
import org.hulian.mappers.definition.Location;

/** Faults found while compiling. */
final class Faults {

    private final List<Fault> found = new ArrayList<>();

    void add(Location at, String text) {
        found.add(new Fault(at, text));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidDefinitionException(found);
        }
    }
}
