package org.hulian.mappers.definition;

import java.util.List;

/** Definitions that may not be used; every fault is named with file and line. */
public final class InvalidDefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public InvalidDefinitionException(List<Fault> faults) {
        super(String.join("\n", faults.stream().map(Fault::toString).toList()));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }

    /** One fault of a definition. */
    public record Fault(Location at, String text) {
        @Override
        public String toString() {
            return at + ": " + text;
        }
    }
}
