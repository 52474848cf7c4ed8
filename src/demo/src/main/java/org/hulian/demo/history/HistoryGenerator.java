package org.hulian.demo.history;

import java.time.LocalDate;
import java.util.List;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.resident.Resident;

/** Makes the history of one resident; holds nothing that grows with the number of residents. */
public final class HistoryGenerator {
    private final VisitGenerator visits;
    private final LaboratoryGenerator laboratory;
    private final ImagingGenerator imaging;
    private final CareGenerator care;
    private final BookingGenerator bookings;
    private final ConsentGenerator consents;

    public HistoryGenerator(Catalogue catalogue, Staff staff, long seed, LocalDate reference, int residents) {
        this.visits = new VisitGenerator(catalogue, staff, seed, reference);
        this.laboratory = new LaboratoryGenerator(catalogue, visits, seed, reference);
        this.imaging = new ImagingGenerator(catalogue, seed, reference);
        this.care = new CareGenerator(catalogue, seed, reference);
        this.bookings = new BookingGenerator(staff, seed, reference, residents);
        this.consents = new ConsentGenerator(seed, reference);
    }

    public History of(Resident resident) {
        List<Visit> all = visits.of(resident);
        List<LabOrder> orders = laboratory.of(resident, all);
        return new History(
                resident,
                List.copyOf(all),
                List.copyOf(orders),
                imaging.of(resident, all),
                care.vitalSigns(resident, all),
                care.referrals(resident, all),
                bookings.of(resident),
                consents.of(resident));
    }
}
