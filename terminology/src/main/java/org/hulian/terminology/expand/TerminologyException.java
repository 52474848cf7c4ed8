package org.hulian.terminology.expand;

/** The request cannot be answered; what is wrong is told as an OperationOutcome. */
public final class TerminologyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Issue issue;

    /** With the HTTP status that fits. */
    public TerminologyException(int status, Issue issue) {
        super(issue.text().en());
        this.status = status;
        this.issue = issue;
    }

    /** A request that is wrong in itself. */
    public static TerminologyException invalid(String en, String zh) {
        return new TerminologyException(400, Issue.error("invalid", "", new Text("", en, zh)));
    }

    public int status() {
        return status;
    }

    public Issue issue() {
        return issue;
    }
}
