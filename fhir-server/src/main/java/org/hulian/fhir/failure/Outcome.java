package org.hulian.fhir.failure;

import java.util.List;

/**
 * A failure as HTTP and FHIR say it.
 *
 * @param status HTTP status
 */
public record Outcome(int status, List<Said> issues) {
    public Outcome {
        issues = List.copyOf(issues);
    }

    /** An outcome of one issue. */
    static Outcome one(int status, String code, String text) {
        return new Outcome(status, List.of(new Said("error", code, "", text)));
    }

    /**
     * One issue in the caller's language.
     *
     * @param severity   error, warning or information
     * @param code       a code of <a href="https://hl7.org/fhir/R4/valueset-issue-type.html">issue-type</a>
     * @param expression FHIRPath of the element, or empty
     */
    public record Said(String severity, String code, String expression, String text) {}
}
