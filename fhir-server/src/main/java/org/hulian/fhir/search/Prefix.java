package org.hulian.fhir.search;

import java.util.Locale;
import java.util.Optional;

/** How an ordered value compares, <a href="https://hl7.org/fhir/R4/search.html#prefix">search.html#prefix</a>. */
public enum Prefix {
    EQ,
    NE,
    GT,
    LT,
    GE,
    LE,
    SA,
    EB,
    AP;

    /** Whether a value begins with letters, as a prefix does. */
    static boolean begins(String value) {
        return value.length() > 2 && Character.isLetter(value.charAt(0));
    }

    /** The prefix a value begins with. */
    static Optional<Prefix> of(String value) {
        String text = value.substring(0, 2).toUpperCase(Locale.ROOT);
        for (Prefix prefix : values()) {
            if (prefix.name().equals(text)) {
                return Optional.of(prefix);
            }
        }
        return Optional.empty();
    }
}
