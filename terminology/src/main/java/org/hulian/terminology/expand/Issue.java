package org.hulian.terminology.expand;

import org.jspecify.annotations.Nullable;

/**
 * Something to say about a code, a value set or a request.
 *
 * @param code       a code of <a href="https://hl7.org/fhir/R4/valueset-issue-type.html">issue-type</a>
 * @param kind       a code of {@code http://hl7.org/fhir/tools/CodeSystem/tx-issue-type}, or empty
 * @param expression what of the request is meant, or null
 * @param told       whether it belongs into the {@code message} of the answer
 */
public record Issue(
        Severity severity,
        String code,
        String kind,
        @Nullable String expression,
        Text text,
        boolean told) {
    /** How bad it is. */
    public enum Severity {
        ERROR("error"),
        WARNING("warning"),
        INFORMATION("information");

        private final String code;

        Severity(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** An error that ends the request. */
    public static Issue error(String code, String kind, Text text) {
        return new Issue(Severity.ERROR, code, kind, null, text, true);
    }
}
