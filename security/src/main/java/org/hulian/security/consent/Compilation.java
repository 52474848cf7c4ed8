package org.hulian.security.consent;

import java.util.List;

/** The outcome of compiling a Consent. */
public sealed interface Compilation {

    /** Grants that say exactly what the Consent says; none when it is not in force or permits nothing. */
    record Compiled(List<Grant> grants) implements Compilation {
        public Compiled {
            grants = List.copyOf(grants);
        }
    }

    /** The hub cannot honour this Consent exactly, so it must not be stored as if it did. */
    record Refused(List<Problem> problems) implements Compilation {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * One reason why a Consent cannot be honoured.
     *
     * @param expression FHIRPath of the element at fault
     * @param code an issue type for the OperationOutcome
     * @param text what is wrong and what to do instead, without personal data
     */
    record Problem(String expression, Issue code, String text) {}

    /** FHIR issue types used here, https://hl7.org/fhir/R4/valueset-issue-type.html. */
    enum Issue {
        STRUCTURE("structure"),
        REQUIRED("required"),
        VALUE("value"),
        CODE_INVALID("code-invalid"),
        NOT_FOUND("not-found"),
        NOT_SUPPORTED("not-supported"),
        TOO_COSTLY("too-costly");

        private final String code;

        Issue(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
