package org.hulian.demo.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.catalogue.Department;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;

/** What community centres do at a visit beside laboratory orders: vital signs and referrals to a hospital. */
final class CareGenerator {
    private final Catalogue catalogue;
    private final long seed;
    private final LocalDate reference;

    CareGenerator(Catalogue catalogue, long seed, LocalDate reference) {
        this.catalogue = catalogue;
        this.seed = seed;
        this.reference = reference;
    }

    List<VitalSigns> vitalSigns(Resident resident, List<Visit> visits) {
        Chance chance = Chance.of(seed, "vital-signs", resident.number());
        Physiology physiology = new Physiology(resident, seed);
        List<VitalSigns> taken = new ArrayList<>();
        for (Visit visit : community(visits)) {
            int age = resident.ageOn(visit.start().toLocalDate());
            int systolic = physiology.systolic(chance, age);
            int diastolic = (int) (0.55 * systolic + 9 + chance.between(-4, 4));
            taken.add(new VitalSigns(
                    visit,
                    systolic,
                    diastolic,
                    Math.max(52, 74 + (age < 12 ? 18 : 0) + chance.between(-12, 14)),
                    physiology.weightTenths(chance, age)));
        }
        return taken;
    }

    List<Referral> referrals(Resident resident, List<Visit> visits) {
        Chance chance = Chance.of(seed, "referrals", resident.number());
        List<Referral> referrals = new ArrayList<>();
        for (Visit visit : community(visits)) {
            if (chance.happens(0.07)) {
                Department department = catalogue.departments().stream()
                        .filter(one -> visit.reason() != null
                                && one.conditions().contains(visit.reason().key()))
                        .findFirst()
                        .orElseGet(() -> chance.weighted(catalogue.departments(), Department::weight));
                String number = "%sR%s%02d"
                        .formatted(
                                visit.source().site().letter(), visit.number().substring(2), referrals.size() + 1);
                referrals.add(new Referral(
                        number,
                        visit,
                        chance.pick(Site.HOSPITALS),
                        department,
                        visit.start().plusMinutes(chance.between(6, 20)),
                        state(chance, visit)));
            }
        }
        return referrals;
    }

    private Referral.State state(Chance chance, Visit visit) {
        if (visit.start().toLocalDate().isAfter(reference.minusDays(14))) {
            return chance.happens(0.5) ? Referral.State.REQUESTED : Referral.State.ACCEPTED;
        }
        return chance.happens(0.1) ? Referral.State.REJECTED : Referral.State.COMPLETED;
    }

    private static List<Visit> community(List<Visit> visits) {
        return visits.stream()
                .filter(visit -> visit.source().site().role() == Site.Role.COMMUNITY)
                .toList();
    }
}
