package org.hulian.demo.fhir;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hulian.demo.history.SharingConsent;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/** Who is registered with the community centres, and what they have signed there: sent before any history. */
public final class SignedUp {
    private final Map<Site, TransactionBundle> registrations = new EnumMap<>(Site.class);
    private final TransactionBundle consents = new TransactionBundle();

    /** Adds a resident with what they signed; those with a login give their consents themselves. */
    public void add(Resident resident, List<SharingConsent> given) {
        List<SourceRecord> centres = new ArrayList<>(resident.records());
        centres.removeIf(source -> source.site().role() != Site.Role.COMMUNITY);
        for (SourceRecord source : centres) {
            registrations
                    .computeIfAbsent(source.site(), none -> new TransactionBundle())
                    .put(PatientResource.of(resident, source));
        }
        if (resident.named() == null) {
            given.stream()
                    .filter(consent -> !consent.withdrawn())
                    .forEach(consent -> consents.post(ConsentResource.signed(resident, consent)));
        }
    }

    /** Patients by centre. */
    public Map<Site, TransactionBundle> registrations() {
        return registrations;
    }

    /** Consents as a steward enters them. */
    public TransactionBundle consents() {
        return consents;
    }
}
