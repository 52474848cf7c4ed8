package org.hulian.fhir.recognition.decision;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.recognition.Verdict;

/**
 * Which lines a choice settles, and by what.
 *
 * @param by    the verdicts relied on, by line; none for lines that are repeated
 * @param whole whether nothing of the order is left to do
 */
record Settlement(List<Line> lines, Map<Line, Verdict> by, boolean whole) {
    /** References of all results relied on. */
    Set<String> results() {
        Set<String> results = new LinkedHashSet<>();
        lines.forEach(line -> {
            Verdict verdict = by.get(line);
            if (verdict != null) {
                results.add(verdict.result().reference());
            }
        });
        return results;
    }
}
