package org.hulian.demo.ordering;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hulian.demo.Delivery;
import org.hulian.demo.fhir.CommunityOrders;
import org.hulian.demo.fhir.TransactionBundle;
import org.hulian.demo.history.History;
import org.hulian.demo.history.LabOrder;
import org.hulian.demo.history.LabOrder.Measurement;
import org.hulian.demo.hl7v2.HospitalMessages;
import org.hulian.demo.resident.Site;

/** One resident's orders that the hub is asked about: hospitals send ORM^O01, community centres a ServiceRequest. */
public final class OrderBook {
    private final History history;
    private final LocalDate reference;
    private final Habits habits;

    public OrderBook(History history, LocalDate reference, Habits habits) {
        this.history = history;
        this.reference = reference;
        this.habits = habits;
    }

    /** Oldest first. */
    public List<Placed> placed() {
        return SecondYear.asked(history, reference).stream().map(this::placed).toList();
    }

    private Placed placed(LabOrder order) {
        boolean hospital = order.visit().source().site().role() == Site.Role.HOSPITAL;
        String by = order.visit().source().site().code();
        return new Placed(
                by,
                hospital ? message(new HospitalMessages(history).order(order)) : community(order, by),
                hospital
                        ? "ServiceRequest?identifier=" + order.number()
                        : "ServiceRequest/" + CommunityOrders.id(order),
                CommunityOrders.time(order.ordered()),
                habits.on(order),
                recognised -> results(order, recognised, hospital));
    }

    private Delivery community(LabOrder order, String by) {
        return transaction(by, "order " + order.number(), CommunityOrders.placed(history.resident(), order));
    }

    private List<Delivery> results(LabOrder order, Set<String> recognised, boolean hospital) {
        List<Measurement> measured = order.measurements().stream()
                .filter(one -> !recognised.contains(one.analyte().si().loinc())
                        && !recognised.contains(one.analyte().conventional().loinc()))
                .toList();
        if (measured.isEmpty()) {
            return List.of();
        }
        return List.of(
                hospital
                        ? message(new HospitalMessages(history).result(order, measured))
                        : transaction(
                                order.performer().site().code(),
                                "results of " + order.number(),
                                CommunityOrders.measured(history.resident(), order, measured)));
    }

    private static Delivery message(HospitalMessages.Sent sent) {
        return new Delivery.Message(sent.sender().code(), sent.controlId(), sent.bytes());
    }

    private static Delivery transaction(String sender, String name, TransactionBundle bundle) {
        return new Delivery.Transaction(sender, name, bundle.json(), bundle.size());
    }
}
