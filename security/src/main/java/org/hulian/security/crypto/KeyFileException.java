package org.hulian.security.crypto;

/** The key file is missing, unsafe or unreadable; the message says which and what to do. */
public final class KeyFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyFileException(String message) {
        super(message);
    }
}
