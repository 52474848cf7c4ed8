package org.hulian.demo.load;

/** The hub cannot be reached; the message says what to do. */
public final class LoadFailure extends Exception {
    LoadFailure(String message) {
        super(message);
    }
}
