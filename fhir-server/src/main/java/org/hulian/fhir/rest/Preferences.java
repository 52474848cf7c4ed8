package org.hulian.fhir.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Prefer header, <a href="https://hl7.org/fhir/R4/http.html#ops">return</a> and <a
 * href="https://hl7.org/fhir/R4/search.html#errors">handling</a>.
 *
 * @param strict unknown search parameters are refused; the default here, because an ignored parameter finds too much
 */
record Preferences(Return answer, boolean strict) {
    static final Preferences DEFAULT = new Preferences(Return.REPRESENTATION, true);

    /** What a write answers with. */
    enum Return {
        MINIMAL,
        REPRESENTATION,
        OPERATION_OUTCOME
    }

    static Preferences parse(@Nullable String prefer) {
        if (prefer == null) {
            return DEFAULT;
        }
        Return answer = DEFAULT.answer;
        boolean strict = DEFAULT.strict;
        for (String part : prefer.split("[,;]", -1)) {
            switch (part.strip().replace("\"", "").toLowerCase(Locale.ROOT)) {
                case "return=minimal" -> answer = Return.MINIMAL;
                case "return=representation" -> answer = Return.REPRESENTATION;
                case "return=operationoutcome" -> answer = Return.OPERATION_OUTCOME;
                case "handling=strict" -> strict = true;
                case "handling=lenient" -> strict = false;
                default -> {
                    // An unknown preference may be ignored, RFC 7240.
                }
            }
        }
        return new Preferences(answer, strict);
    }
}
