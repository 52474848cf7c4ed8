package org.hulian.security.scope;

/**
 * An interaction a SMART v2 scope can permit, in the order the specification fixes.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART scopes</a>
 */
public enum Permission {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    SEARCH('s');

    private final char letter;

    Permission(char letter) {
        this.letter = letter;
    }

    /** The letter of this permission in {@code .cruds}. */
    public char letter() {
        return letter;
    }
}
