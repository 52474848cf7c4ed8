package org.hulian.demo.ordering;

import java.time.LocalDate;
import java.util.List;
import org.hulian.demo.history.LabOrder;

/**
 * In the first of the two years nobody knew of earlier results elsewhere; from {@link #starts} on, the hub is asked about
 * every order of what was measured not long before.
 */
public final class SecondYear {
    private SecondYear() {}

    /** The first day on which the hub is asked. */
    public static LocalDate starts(LocalDate reference) {
        return reference.minusYears(1);
    }

    /** Orders that the hub is asked about, oldest first. */
    public static List<LabOrder> asked(List<LabOrder> orders, LocalDate reference) {
        return orders.stream()
                .filter(order -> !order.ordered().toLocalDate().isBefore(starts(reference)))
                .filter(order -> orders.stream().anyMatch(earlier -> precedes(earlier, order)))
                .sorted((one, other) -> one.ordered().compareTo(other.ordered()))
                .toList();
    }

    private static boolean precedes(LabOrder earlier, LabOrder order) {
        return earlier.panel().equals(order.panel())
                && earlier.reported().isBefore(order.ordered())
                && earlier.collected()
                        .isAfter(order.ordered().minusDays(order.panel().validityDays()));
    }
}
