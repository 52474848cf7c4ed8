package org.hulian.bench.scenario;

/** The bench cannot be run as asked; the message says what to do. */
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BenchFailure(String message) {
        super(message);
    }

    public BenchFailure(String message, Exception cause) {
        super(message, cause);
    }
}
