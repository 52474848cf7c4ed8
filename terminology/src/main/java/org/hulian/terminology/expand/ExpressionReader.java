package org.hulian.terminology.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads a regular expression; what it does not know it refuses by an {@link OtherExpression}. */
final class ExpressionReader {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    ExpressionReader(String text) {
        this.text = text.startsWith("^") ? text.substring(1) : text;
    }

    Expression whole() {
        Expression whole = choice();
        if (at < text.length()) {
            throw refused();
        }
        return whole;
    }

    private Expression choice() {
        List<Expression> ways = new ArrayList<>();
        ways.add(sequence());
        while (take('|')) {
            ways.add(sequence());
        }
        return new Expression.Any(ways);
    }

    private Expression sequence() {
        List<Expression> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            if (text.charAt(at) == '$' && at == text.length() - 1) {
                at++;
            } else {
                parts.add(repeated(single()));
            }
        }
        return new Expression.All(parts);
    }

    private Expression repeated(Expression node) {
        Expression all = node;
        for (int times = 0; at < text.length(); times++) {
            if (times == DEEPEST) {
                throw refused();
            }
            if (take('*')) {
                all = new Expression.Again(all, 0, -1);
            } else if (take('+')) {
                all = new Expression.Again(all, 1, -1);
            } else if (take('?')) {
                all = new Expression.Again(all, 0, 1);
            } else if (take('{')) {
                all = counted(all);
            } else {
                break;
            }
            take('?'); // as little as possible: the same texts match
        }
        return all;
    }

    private Expression counted(Expression node) {
        int least = number();
        int most = least;
        if (take(',')) {
            most = at < text.length() && text.charAt(at) == '}' ? -1 : number();
        }
        if (!take('}') || (most >= 0 && most < least)) {
            throw refused();
        }
        return new Expression.Again(node, least, most);
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

    private Expression single() {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> {
                if ((take('?') && !take(':')) || ++depth > DEEPEST) {
                    throw refused();
                }
                Expression inner = choice();
                if (!take(')')) {
                    throw refused();
                }
                depth--;
                yield inner;
            }
            case '[' -> new Expression.One(set());
            case '.' -> new Expression.One(other -> other != '\n' && other != '\r');
            case '\\' -> new Expression.One(escaped());
            case '^', '$', '*', '+', '?', '{' -> throw refused();
            default -> new Expression.One(other -> other == c);
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

    private OtherExpression refused() {
        return new OtherExpression(text);
    }
}
