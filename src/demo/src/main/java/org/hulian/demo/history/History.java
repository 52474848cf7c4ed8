package org.hulian.demo.history;

import java.util.List;
import org.hulian.demo.resident.Resident;

/** All that the region's institutions know about one resident. */
public record History(
        Resident resident,
        List<Visit> visits,
        List<LabOrder> laboratory,
        List<ImagingOrder> imaging,
        List<VitalSigns> vitalSigns,
        List<Referral> referrals,
        List<Booking> bookings,
        List<SharingConsent> consents) {}
