package org.hulian.terminology.expand;

import java.util.List;
import java.util.function.IntPredicate;

/** A regular expression that can be matched by following all its ways at once. */
sealed interface Expression {
    /** A character. */
    record One(IntPredicate takes) implements Expression {}

    /** One part after the other. */
    record All(List<Expression> parts) implements Expression {}

    /** One of the parts. */
    record Any(List<Expression> parts) implements Expression {}

    /**
     * A part several times.
     *
     * @param most -1 for without end
     */
    record Again(Expression part, int least, int most) implements Expression {}
}
