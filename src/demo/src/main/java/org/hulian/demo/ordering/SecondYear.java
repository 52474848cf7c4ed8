package org.hulian.demo.ordering;

import java.time.LocalDate;
import java.util.List;
import org.hulian.demo.history.History;
import org.hulian.demo.history.LabOrder;
import org.hulian.demo.history.SharingConsent;

/**
 * In the first of the two years nobody knew of earlier results elsewhere; from {@link #starts} on, the hub is asked about
 * orders of what was measured not long before, where the resident shares anything.
 */
public final class SecondYear {
    private SecondYear() {}

    /** The first day on which the hub is asked. */
    public static LocalDate starts(LocalDate reference) {
        return reference.minusYears(1);
    }

    /** Orders that the hub is asked about, oldest first. */
    public static List<LabOrder> asked(History history, LocalDate reference) {
        List<LabOrder> orders = history.laboratory();
        if (history.consents().stream().allMatch(SharingConsent::withdrawn)) {
            return List.of();
        }
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
