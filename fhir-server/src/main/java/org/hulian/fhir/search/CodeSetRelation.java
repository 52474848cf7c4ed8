package org.hulian.fhir.search;

import java.util.Optional;

/** How a token is related to what terminology says of a value. */
public enum CodeSetRelation {
    /** Member of a value set. */
    IN("in"),
    /** No member of a value set. */
    NOT_IN("not-in"),
    /** The code or one it subsumes. */
    BELOW("below"),
    /** The code or one that subsumes it. */
    ABOVE("above");

    private final String modifier;

    CodeSetRelation(String modifier) {
        this.modifier = modifier;
    }

    static Optional<CodeSetRelation> of(String modifier) {
        for (CodeSetRelation relation : values()) {
            if (relation.modifier.equals(modifier)) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }
}
