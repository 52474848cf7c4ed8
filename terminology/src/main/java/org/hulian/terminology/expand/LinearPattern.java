package org.hulian.terminology.expand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A regular expression that is matched in time linear in the text, whatever it says: all ways are followed at once
 * instead of one after the other. It knows alternatives, groups, classes and repetitions; expressions with anything else
 * (look-around, references back) are not of this kind.
 *
 * @see <a href="https://swtch.com/~rsc/regexp/regexp1.html">Cox, Regular expression matching can be simple and fast</a>
 */
final class LinearPattern {
    private static final int MOST = 10_000;
    private static final int EPSILON = -1;

    private final List<State> states = new ArrayList<>();
    private final int start;

    /** Takes a character and goes on, or goes on both ways without one; the last state has neither. */
    private record State(IntPredicate takes, int next, int other) {}

    private LinearPattern(Expression whole) {
        states.add(new State(c -> false, EPSILON, EPSILON));
        this.start = build(whole, 0);
    }

    /** The expression, or nothing when it is not of this kind. */
    static Optional<LinearPattern> of(String regex) {
        try {
            return Optional.of(new LinearPattern(new ExpressionReader(regex).whole()));
        } catch (OtherExpression other) {
            return Optional.empty();
        }
    }

    /** Whether the whole text is meant. */
    boolean matches(String text) {
        BitSet at = new BitSet(states.size());
        reach(start, at);
        for (int i = 0; i < text.length() && !at.isEmpty(); i++) {
            BitSet after = new BitSet(states.size());
            int c = text.charAt(i);
            for (int number = at.nextSetBit(0); number >= 0; number = at.nextSetBit(number + 1)) {
                State state = states.get(number);
                if (state.takes().test(c)) {
                    reach(state.next(), after);
                }
            }
            at = after;
        }
        return at.get(0);
    }

    private void reach(int number, BitSet at) {
        if (number < 0 || at.get(number)) {
            return;
        }
        at.set(number);
        State state = states.get(number);
        if (state.other() != EPSILON) {
            reach(state.next(), at);
            reach(state.other(), at);
        }
    }

    /** The state from which an expression is matched and then the state {@code next} reached. */
    private int build(Expression expression, int next) {
        return switch (expression) {
            case Expression.One one -> add(new State(one.takes(), next, EPSILON));
            case Expression.All all -> {
                int at = next;
                for (Expression part : all.parts().reversed()) {
                    at = build(part, at);
                }
                yield at;
            }
            case Expression.Any any -> {
                int at = build(any.parts().getLast(), next);
                for (Expression part :
                        any.parts().subList(0, any.parts().size() - 1).reversed()) {
                    at = add(new State(c -> false, build(part, next), at));
                }
                yield at;
            }
            case Expression.Again again -> repeat(again, next);
        };
    }

    private int repeat(Expression.Again again, int next) {
        int at = next;
        if (again.most() < 0) {
            int loop = add(new State(c -> false, EPSILON, EPSILON));
            states.set(loop, new State(c -> false, build(again.part(), loop), next));
            at = loop;
        } else {
            for (int i = again.least(); i < again.most(); i++) {
                at = add(new State(c -> false, build(again.part(), at), next));
            }
        }
        for (int i = 0; i < again.least(); i++) {
            int begin = build(again.part(), at);
            if (begin == at) {
                // Empty: again and again it stays so.
                break;
            }
            at = begin;
        }
        return at;
    }

    private int add(State state) {
        if (states.size() >= MOST) {
            throw new OtherExpression("too large");
        }
        states.add(state);
        return states.size() - 1;
    }
}
