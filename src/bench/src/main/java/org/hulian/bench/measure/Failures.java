package org.hulian.bench.measure;

import java.util.Map;
import java.util.TreeMap;

/**
 * Requests that were not answered with success.
 *
 * @param byStatus how many by HTTP status, or by what went wrong where there was no answer
 * @param first    the beginning of what the first of them was told
 */
public record Failures(Map<String, Long> byStatus, String first) {
    public static final Failures NONE = new Failures(Map.of(), "");

    public Failures {
        byStatus = Map.copyOf(byStatus);
    }

    public static Failures of(String status, long count) {
        return count == 0 ? NONE : new Failures(Map.of(status, count), "");
    }

    public long count() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    public Failures plus(Failures more) {
        Map<String, Long> both = new TreeMap<>(byStatus);
        more.byStatus.forEach((status, count) -> both.merge(status, count, Long::sum));
        return new Failures(both, first.isEmpty() ? more.first : first);
    }

    /** In one line: {@code 3 x 404, 1 x 500; the first: ...}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(byStatus)
                .forEach((status, count) ->
                        text.append(text.isEmpty() ? "" : ", ").append(count + " x " + status));
        return first.isEmpty() ? text.toString() : text + "; the first: " + first;
    }
}
