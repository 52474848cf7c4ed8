package org.hulian.fhir.failure;

/** Carries a {@link Failure} through a reactive pipeline; it has no stack trace, it is an answer. */
public final class FailureException extends RuntimeException {
    private final transient Failure failure;

    /** Wraps a failure. */
    public FailureException(Failure failure) {
        super(failure.getClass().getSimpleName(), null, false, false);
        this.failure = failure;
    }

    /** What happened. */
    public Failure failure() {
        return failure;
    }
}
