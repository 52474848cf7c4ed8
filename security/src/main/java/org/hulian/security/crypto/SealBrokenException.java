package org.hulian.security.crypto;

/** Sealed content that does not open under this key and context. */
public final class SealBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealBrokenException(String message) {
        super(message);
    }
}
