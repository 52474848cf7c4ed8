package org.hulian.terminology.code;

import org.jspecify.annotations.Nullable;

/**
 * A code in a code system.
 *
 * @param system  URI of the code system, empty when the source did not say
 * @param code    exactly as sent, case kept
 * @param display words of the code system or of the sender, if any
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#Coding">Coding</a>
 */
public record Coding(String system, String code, @Nullable String display) {

    /** A coding without words. */
    public static Coding of(String system, String code) {
        return new Coding(system, code, null);
    }
}
