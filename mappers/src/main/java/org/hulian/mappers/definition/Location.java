package org.hulian.mappers.definition;

/** A file and a line (from 1) of a definition. */
public record Location(String file, int line) {
    @Override
    public String toString() {
        return file + ':' + line;
    }
}
