package org.hulian.fhir.conformance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table: what is asked and what the specification says of the answer.
 *
 * @param rule    what is shown, as a sentence
 * @param section of the specification, a URL
 * @param given   requests before, by their alias; each must succeed
 * @param request what is asked
 */
record ConformanceRow(
        String file, String rule, String section, Map<String, Request> given, Request request, Expectation expect) {
    @Override
    public String toString() {
        return file + ": " + rule;
    }

    /**
     * A request; {@code ${alias.id}} and {@code ${unique}} are filled in.
     *
     * @param as caller, {@code hospital} where not named
     */
    record Request(
            String as,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String body) {}

    /**
     * What must be true of the answer.
     *
     * @param headers a regular expression for each; an empty one says that the header is absent
     * @param facts   JSON pointers and what stands there; {@code absent}, or {@code size n} for arrays and objects
     * @param text    regular expressions to be found in the body
     * @param without regular expressions not to be found in it
     */
    record Expectation(
            int status,
            Map<String, String> headers,
            Map<String, String> facts,
            List<String> text,
            List<String> without) {}
}
