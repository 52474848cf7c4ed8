package org.hulian.launcher.figures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines of orders by what became of them, under the names of the MeasureReport. */
public final class Counts {
    private final Map<String, Long> lines = new LinkedHashMap<>();

    /** Of a MeasureReport's group {@code repeat-rate}. */
    public static Counts of(JsonNode report) {
        Counts counts = new Counts();
        for (JsonNode group : report.path("group")) {
            if (group.at("/code/coding/0/code").asText().equals("repeat-rate")) {
                for (JsonNode population : group.path("population")) {
                    counts.add(
                            population.at("/code/coding/0/code").asText(),
                            population.path("count").asLong());
                }
            }
        }
        return counts;
    }

    void add(String name, long count) {
        lines.merge(name, count, Long::sum);
    }

    /** How many there are, 0 for a name that never occurred. */
    public long of(String name) {
        return lines.getOrDefault(name, 0L);
    }

    /** All lines that were repeated for a reason. */
    public long explained() {
        return lines.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("repeated-"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Recognised of those that could be answered, 0 to 1; not a number where there were none. */
    public double recognisedShare() {
        return (double) of("recognised") / of("offered");
    }

    /** Done although a result could be relied on, of all that was done. */
    public double repeatRate() {
        return (double) (explained() + of("unexplained")) / of("performed");
    }

    /** Whether both count the same of everything. */
    public boolean agrees(Counts other) {
        return lines.keySet().stream().allMatch(name -> of(name) == other.of(name))
                && other.lines.keySet().stream().allMatch(name -> of(name) == other.of(name));
    }
}
