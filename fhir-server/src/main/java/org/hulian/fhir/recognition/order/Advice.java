package org.hulian.fhir.recognition.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.recognition.resource.Order;

/** One order with its lines: what a physician is told about it. */
public record Advice(Order order, List<JudgedLine> lines) {
    /** How much of the order earlier results answer. */
    public enum Extent {
        /** Every test of it. */
        WHOLE,
        /** Some tests of it. */
        PART,
        /** None, though there are results to look at. */
        REFERENCE,
        /** None at all. */
        NOTHING
    }

    /** Lines by their order, in the order they came. */
    public static List<Advice> of(List<JudgedLine> lines) {
        Map<String, List<JudgedLine>> byOrder = new LinkedHashMap<>();
        for (JudgedLine line : lines) {
            byOrder.computeIfAbsent(line.order().reference(), any -> new ArrayList<>())
                    .add(line);
        }
        return byOrder.values().stream()
                .map(same -> new Advice(same.getFirst().order(), List.copyOf(same)))
                .toList();
    }

    /** How many lines have a result to rely on. */
    public long recognised() {
        return lines.stream().filter(line -> line.recognised().isPresent()).count();
    }

    public Extent extent() {
        if (recognised() > 0) {
            return recognised() == lines.size() ? Extent.WHOLE : Extent.PART;
        }
        return lines.stream().anyMatch(line -> line.best().isPresent()) ? Extent.REFERENCE : Extent.NOTHING;
    }
}
