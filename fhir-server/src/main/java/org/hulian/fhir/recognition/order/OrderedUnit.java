package org.hulian.fhir.recognition.order;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.rules.AnalyteComparison;
import org.hulian.terminology.compare.Comparability;
import org.hulian.terminology.compare.Finding;
import org.hulian.terminology.unit.UcumUnit;

/** An earlier value in the unit of the ordered test: range converted with it, interpretation derived again. */
public final class OrderedUnit {
    private final Function<Instant, AnalyteComparison> comparisons;

    /** By the comparison in force when a test was ordered. */
    public OrderedUnit(Function<Instant, AnalyteComparison> comparisons) {
        this.comparisons = comparisons;
    }

    /** The converted finding; nothing where the unit is the same or the values may not be compared. */
    public Optional<Finding> in(Verdict verdict, Finding finding) {
        String ordered = verdict.line().code();
        AnalyteComparison comparison = comparisons.apply(verdict.line().at());
        UcumUnit unit = comparison.unitOf(ordered);
        if (unit == null || unit.equals(finding.amount().unit())) {
            return Optional.empty();
        }
        Comparability how = comparison.comparability(verdict.result(), ordered);
        return finding.in(unit, how);
    }
}
