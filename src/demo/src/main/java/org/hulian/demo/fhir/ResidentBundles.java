package org.hulian.demo.fhir;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.hulian.demo.DemoRegion;
import org.hulian.demo.catalogue.ChronicCondition;
import org.hulian.demo.history.Booking;
import org.hulian.demo.history.History;
import org.hulian.demo.history.ImagingOrder;
import org.hulian.demo.history.LabOrder;
import org.hulian.demo.history.Referral;
import org.hulian.demo.history.SharingConsent;
import org.hulian.demo.history.Visit;
import org.hulian.demo.history.VitalSigns;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/** One resident's resources, each in the bundle of the institution that sends it. */
public final class ResidentBundles {
    private final Map<Site, TransactionBundle> bundles = new EnumMap<>(Site.class);
    private final TransactionBundle consents = new TransactionBundle();
    private final History history;
    private final boolean hospitals;
    private final Set<LabOrder> later;

    /**
     * Renders the whole history.
     *
     * @param hospitals whether the hospitals' visits and results are wanted too, which they send as HL7 v2, and the
     *     registrations of {@link SignedUp}
     */
    public ResidentBundles(History history, boolean hospitals) {
        this(history, hospitals, Set.of());
    }

    /**
     * Renders a history without some orders and their results.
     *
     * @param later the orders that are left out
     */
    public ResidentBundles(History history, boolean hospitals, Set<LabOrder> later) {
        this.history = history;
        this.hospitals = hospitals;
        this.later = Set.copyOf(later);
        registrations();
        care();
        laboratory();
        imaging();
        coordination();
        tour();
        for (SharingConsent given : history.consents()) {
            consents.put(ConsentResource.of(history.resident(), given));
        }
    }

    public Map<Site, TransactionBundle> bySender() {
        return bundles;
    }

    /** What only the resident may send. */
    public TransactionBundle consents() {
        return consents;
    }

    /** All but the consents in one transaction, for servers that know no institutions. */
    public TransactionBundle together() {
        TransactionBundle all = new TransactionBundle();
        bundles.values().forEach(all::putAll);
        return all;
    }

    private void registrations() {
        Resident resident = history.resident();
        for (SourceRecord source : resident.records()) {
            boolean signedUp = !hospitals && source.site().role() == Site.Role.COMMUNITY;
            if (sends(source.site()) && !signedUp) {
                of(source.site()).put(PatientResource.of(resident, source));
            }
        }
        for (SourceRecord source : resident.records()) {
            if (source.site().role() == Site.Role.COMMUNITY) {
                for (ChronicCondition chronic : resident.conditions()) {
                    of(source.site())
                            .put(CareResources.condition(
                                    resident,
                                    source,
                                    chronic,
                                    history.visits().getFirst().start()));
                }
            }
        }
    }

    private void care() {
        Resident resident = history.resident();
        for (Visit visit : history.visits()) {
            if (sends(visit.source().site())) {
                of(visit.source().site()).put(CareResources.encounter(resident, visit));
            }
        }
        for (VitalSigns signs : history.vitalSigns()) {
            of(signs.visit().source().site())
                    .put(CareResources.bloodPressure(resident, signs))
                    .put(CareResources.pulse(resident, signs))
                    .put(CareResources.weight(resident, signs));
        }
    }

    private void laboratory() {
        Resident resident = history.resident();
        for (LabOrder order : history.laboratory()) {
            if (sends(order.visit().source().site()) && !later.contains(order)) {
                of(order.visit().source().site()).put(LaboratoryResources.order(resident, order, "completed"));
                TransactionBundle performer = of(order.performer().site());
                order.measurements()
                        .forEach(one -> performer.put(LaboratoryResources.observation(resident, order, one)));
                performer.put(LaboratoryResources.report(resident, order));
            }
        }
    }

    private void imaging() {
        Resident resident = history.resident();
        for (ImagingOrder order : history.imaging()) {
            if (sends(order.visit().source().site())) {
                of(order.visit().source().site()).put(ImagingResources.order(resident, order));
            }
            of(order.performer().site())
                    .put(ImagingResources.study(resident, order))
                    .put(ImagingResources.report(resident, order));
        }
    }

    private void coordination() {
        Resident resident = history.resident();
        for (Referral referral : history.referrals()) {
            of(referral.visit().source().site())
                    .put(CoordinationResources.referral(resident, referral))
                    .put(CoordinationResources.task(resident, referral));
        }
        for (Booking booking : history.bookings()) {
            of(booking.expert().site())
                    .put(CoordinationResources.slot(
                            booking.expert(), booking.start(), booking.state().slot()));
            of(booking.bookedAt().site()).put(CoordinationResources.appointment(resident, booking));
        }
    }

    private void tour() {
        Resident resident = history.resident();
        if (resident.named() != null && resident.number() == TourResults.RESIDENT) {
            SourceRecord at = resident.at(Set.of(Site.Role.COMMUNITY)).getFirst();
            TourResults.of(resident, at, DemoRegion.REFERENCE).forEach(of(at.site())::put);
        }
    }

    private boolean sends(Site site) {
        return hospitals || site.role() != Site.Role.HOSPITAL;
    }

    private TransactionBundle of(Site site) {
        return bundles.computeIfAbsent(site, none -> new TransactionBundle());
    }
}
