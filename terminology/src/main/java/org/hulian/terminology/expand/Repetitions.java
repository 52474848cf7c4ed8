package org.hulian.terminology.expand;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How often an expression may have its parts repeated. What repeats an empty part reads nothing, so that bounding what
 * is read does not bound it.
 */
final class Repetitions {
    /** An escape, which begins no count, or a count. */
    private static final Pattern COUNT = Pattern.compile("\\\\.|\\{(\\d++)(?:,(\\d*+))?", Pattern.DOTALL);

    private static final int DIGITS = 9;

    private Repetitions() {}

    /** All counts of an expression, multiplied as if each stood within the next; {@link Long#MAX_VALUE} if larger. */
    static long of(String regex) {
        return COUNT.matcher(regex)
                .results()
                .filter(found -> found.group(1) != null)
                .mapToLong(Repetitions::most)
                .reduce(1, Repetitions::times);
    }

    private static long most(MatchResult count) {
        String most = count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
        return most.length() > DIGITS ? Long.MAX_VALUE : Math.max(1, Long.parseLong(most));
    }

    private static long times(long one, long other) {
        return one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
    }
}
