package org.hulian.security.definition;

/** A fault in a definition, with file and line: {@code policy.yaml:12: unknown key "type"; known: types, do}. */
public final class DefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DefinitionException(String file, int line, String message) {
        super(file + ":" + line + ": " + message);
    }
}
