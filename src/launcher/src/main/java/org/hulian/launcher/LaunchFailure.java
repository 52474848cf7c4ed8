package org.hulian.launcher;

import org.jspecify.annotations.Nullable;

/** A part could not be started, stopped or asked; the message says what happened and what to do next. */
public final class LaunchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LaunchFailure(String message) {
        super(message);
    }

    public LaunchFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
