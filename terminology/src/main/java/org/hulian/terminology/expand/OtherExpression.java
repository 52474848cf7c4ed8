package org.hulian.terminology.expand;

/** A regular expression that cannot be matched in linear time, or grows too large. */
final class OtherExpression extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherExpression(String message) {
        super(message, null, false, false);
    }
}
