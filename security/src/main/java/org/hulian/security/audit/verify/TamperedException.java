package org.hulian.security.audit.verify;

/** Ends a verification at the first fault. */
final class TamperedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Verdict.Tampered verdict;

    TamperedException(Verdict.Kind kind, int log, long seq, String detail) {
        super(detail);
        this.verdict = new Verdict.Tampered(kind, log, seq, detail);
    }

    Verdict.Tampered verdict() {
        return verdict;
    }
}
