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
    private static final int DEEPEST = 100;
    private static final int EPSILON = -1;

    private final List<State> states = new ArrayList<>();
    private final int start;

    /** Takes a character and goes on, or goes on both ways without one; the last state has neither. */
    private record State(IntPredicate takes, int next, int other) {}

    private LinearPattern(Node whole) {
        states.add(new State(c -> false, EPSILON, EPSILON));
        this.start = build(whole, 0);
    }

    /** The expression, or nothing when it is not of this kind. */
    static Optional<LinearPattern> of(String regex) {
        try {
            return Optional.of(new LinearPattern(new Reader(regex).whole()));
        } catch (OtherKind other) {
            return Optional.empty();
        }
    }

    /** The expression is not of this kind, or grows too large. */
    private static final class OtherKind extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherKind(String message) {
            super(message, null, false, false);
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

    /** The state from which a node is matched and then the state {@code next} reached. */
    private int build(Node node, int next) {
        return switch (node) {
            case Node.One one -> add(new State(one.takes(), next, EPSILON));
            case Node.All all -> {
                int at = next;
                for (Node part : all.parts().reversed()) {
                    at = build(part, at);
                }
                yield at;
            }
            case Node.Any any -> {
                int at = build(any.parts().getLast(), next);
                for (Node part : any.parts().subList(0, any.parts().size() - 1).reversed()) {
                    at = add(new State(c -> false, build(part, next), at));
                }
                yield at;
            }
            case Node.Again again -> repeat(again, next);
        };
    }

    private int repeat(Node.Again again, int next) {
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
            throw new OtherKind("too large");
        }
        states.add(state);
        return states.size() - 1;
    }

    private sealed interface Node {
        record One(IntPredicate takes) implements Node {}

        record All(List<Node> parts) implements Node {}

        record Any(List<Node> parts) implements Node {}

        /** At most is -1 for without end. */
        record Again(Node part, int least, int most) implements Node {}
    }

    /** Reads an expression; what it does not know it refuses. */
    private static final class Reader {
        private final String text;
        private int at;
        private int depth;

        Reader(String text) {
            this.text = text.startsWith("^") ? text.substring(1) : text;
        }

        Node whole() {
            Node node = choice();
            if (at < text.length()) {
                throw refused();
            }
            return node;
        }

        private Node choice() {
            List<Node> ways = new ArrayList<>();
            ways.add(sequence());
            while (take('|')) {
                ways.add(sequence());
            }
            return new Node.Any(ways);
        }

        private Node sequence() {
            List<Node> parts = new ArrayList<>();
            while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
                if (text.charAt(at) == '$' && at == text.length() - 1) {
                    at++;
                } else {
                    parts.add(repeated(single()));
                }
            }
            return new Node.All(parts);
        }

        private Node repeated(Node node) {
            Node all = node;
            for (int times = 0; at < text.length(); times++) {
                if (times == DEEPEST) {
                    throw refused();
                }
                if (take('*')) {
                    all = new Node.Again(all, 0, -1);
                } else if (take('+')) {
                    all = new Node.Again(all, 1, -1);
                } else if (take('?')) {
                    all = new Node.Again(all, 0, 1);
                } else if (take('{')) {
                    all = counted(all);
                } else {
                    break;
                }
                take('?'); // as little as possible: the same texts match
            }
            return all;
        }

        private Node counted(Node node) {
            int least = number();
            int most = least;
            if (take(',')) {
                most = at < text.length() && text.charAt(at) == '}' ? -1 : number();
            }
            if (!take('}') || (most >= 0 && most < least)) {
                throw refused();
            }
            return new Node.Again(node, least, most);
        }

        private int number() {
            int from = at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            if (at == from || at - from > 4) {
                throw refused();
            }
            return Integer.parseInt(text.substring(from, at));
        }

        private Node single() {
            char c = text.charAt(at++);
            return switch (c) {
                case '(' -> {
                    if ((take('?') && !take(':')) || ++depth > DEEPEST) {
                        throw refused();
                    }
                    Node inner = choice();
                    if (!take(')')) {
                        throw refused();
                    }
                    depth--;
                    yield inner;
                }
                case '[' -> new Node.One(set());
                case '.' -> new Node.One(other -> other != '\n' && other != '\r');
                case '\\' -> new Node.One(escaped());
                case '^', '$', '*', '+', '?', '{' -> throw refused();
                default -> new Node.One(other -> other == c);
            };
        }

        private IntPredicate set() {
            boolean negated = take('^');
            IntPredicate members = c -> false;
            boolean first = true;
            while (first || !take(']')) {
                first = false;
                if (at >= text.length() || text.charAt(at) == '[' || text.startsWith("&&", at)) {
                    throw refused();
                }
                members = members.or(member());
            }
            return negated ? members.negate() : members;
        }

        private IntPredicate member() {
            char from = text.charAt(at++);
            if (from == '\\') {
                return escaped();
            }
            if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
                char to = text.charAt(at + 1);
                if (to == '\\' || to < from) {
                    throw refused();
                }
                at += 2;
                return c -> c >= from && c <= to;
            }
            return c -> c == from;
        }

        private IntPredicate escaped() {
            if (at >= text.length()) {
                throw refused();
            }
            char c = text.charAt(at++);
            IntPredicate digit = other -> other >= '0' && other <= '9';
            IntPredicate word = digit.or(other -> other == '_' || ((other | 0x20) >= 'a' && (other | 0x20) <= 'z'));
            IntPredicate space = other -> " \t\n\u000b\f\r".indexOf(other) >= 0;
            return switch (c) {
                case 'd' -> digit;
                case 'D' -> digit.negate();
                case 'w' -> word;
                case 'W' -> word.negate();
                case 's' -> space;
                case 'S' -> space.negate();
                case 't' -> other -> other == '\t';
                case 'n' -> other -> other == '\n';
                case 'r' -> other -> other == '\r';
                case 'f' -> other -> other == '\f';
                default -> {
                    if (Character.isLetterOrDigit(c)) {
                        throw refused();
                    }
                    yield other -> other == c;
                }
            };
        }

        private boolean take(char wanted) {
            boolean there = at < text.length() && text.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        private OtherKind refused() {
            return new OtherKind(text);
        }
    }
}
