package org.hulian.demo.fhir;

import java.time.LocalDateTime;
import java.util.List;
import org.hulian.demo.history.LabOrder;
import org.hulian.demo.history.LabOrder.Measurement;
import org.hulian.demo.resident.Resident;

/** Orders of a community centre that the hub is asked about before the county laboratory measures them. */
public final class CommunityOrders {
    private CommunityOrders() {}

    /** The order, still open. */
    public static TransactionBundle placed(Resident resident, LabOrder order) {
        return new TransactionBundle().put(LaboratoryResources.order(resident, order, "active"));
    }

    /** The logical id of its ServiceRequest. */
    public static String id(LabOrder order) {
        return CareResources.orderId(order);
    }

    /** The laboratory's report of what was measured. */
    public static TransactionBundle measured(Resident resident, LabOrder order, List<Measurement> measured) {
        TransactionBundle bundle = new TransactionBundle();
        measured.forEach(one -> bundle.put(LaboratoryResources.observation(resident, order, one)));
        return bundle.put(LaboratoryResources.report(resident, order, measured));
    }

    /** A time as FHIR writes it here. */
    public static String time(LocalDateTime time) {
        return Fhir.time(time);
    }
}
