package org.hulian.fhir.recognition.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.fhir.recognition.Condition;
import org.hulian.fhir.recognition.OrderLine;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.resource.Candidate;
import org.hulian.fhir.recognition.resource.Order;

/**
 * One test of an order with what was found for it.
 *
 * @param order      the order it belongs to; a panel has several lines
 * @param name       of the test
 * @param verdicts   one for each candidate, best first
 * @param candidates by reference of the result
 */
public record JudgedLine(
        Order order, OrderLine line, Words name, List<Verdict> verdicts, Map<String, Candidate> candidates) {

    private static final Words PROHIBITED =
            new Words("an order not to do this: there is nothing to recognise", "此为“不执行”医嘱，无可互认");

    /** Why nothing was looked for, where nothing was. */
    Optional<Words> unasked() {
        return order.prohibits() ? Optional.of(PROHIBITED) : Optional.empty();
    }

    /** The result to rely on, if there is one. */
    public Optional<Verdict> recognised() {
        return verdicts.stream()
                .filter(verdict -> verdict.kind() == Verdict.Kind.RECOGNISE)
                .findFirst();
    }

    /** The best candidate, whatever its verdict. */
    public Optional<Verdict> best() {
        return verdicts.stream().findFirst();
    }

    /** Whether older results could still be relied on: there may be some, and the oldest seen was fresh. */
    boolean mayFindMore(int seen) {
        return recognised().isEmpty()
                && candidates.size() >= seen
                && verdicts.stream()
                        .flatMap(verdict -> verdict.failed().stream())
                        .noneMatch(finding -> finding.condition() == Condition.FRESH);
    }
}
