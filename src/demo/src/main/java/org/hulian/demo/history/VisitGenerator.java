package org.hulian.demo.history;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.catalogue.ChronicCondition;
import org.hulian.demo.catalogue.Department;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Draws the visits of two years: more for the old, the very young and those with conditions to follow. */
final class VisitGenerator {
    static final int DAYS = 730;

    private final Catalogue catalogue;
    private final Staff staff;
    private final long seed;
    private final LocalDate reference;

    VisitGenerator(Catalogue catalogue, Staff staff, long seed, LocalDate reference) {
        this.catalogue = catalogue;
        this.staff = staff;
        this.seed = seed;
        this.reference = reference;
    }

    List<Visit> of(Resident resident) {
        Chance chance = Chance.of(seed, "visits", resident.number());
        List<SourceRecord> places = resident.at(Set.of(Site.Role.HOSPITAL, Site.Role.COMMUNITY));
        List<LocalDateTime> starts = new ArrayList<>();
        int count = Math.clamp(1 + chance.count(mean(resident)), 1, 18);
        for (int i = 0; i < count; i++) {
            starts.add(opening(chance, reference.minusDays(chance.between(2, DAYS))));
        }
        starts.sort(Comparator.naturalOrder());
        List<Visit> visits = new ArrayList<>();
        for (LocalDateTime start : starts) {
            SourceRecord place = chance.weighted(places, at -> at.site().role() == Site.Role.COMMUNITY ? 5 : 4);
            visits.add(visit(resident, place, start, visits.size() + 1, chance));
        }
        return visits;
    }

    /** A visit that another one leads to, for the same reason but elsewhere. */
    Visit following(Resident resident, Visit earlier, SourceRecord place, LocalDate day, int ordinal, Chance chance) {
        return at(place, opening(chance, day), number(resident, place, ordinal), earlier.reason(), false, chance);
    }

    private Visit visit(Resident resident, SourceRecord place, LocalDateTime start, int ordinal, Chance chance) {
        List<ChronicCondition> conditions = resident.conditions();
        ChronicCondition reason = !conditions.isEmpty() && chance.happens(0.7) ? chance.pick(conditions) : null;
        boolean inpatient = place.site().role() == Site.Role.HOSPITAL && chance.happens(0.05);
        return at(place, start, number(resident, place, ordinal), reason, inpatient, chance);
    }

    private Visit at(
            SourceRecord place,
            LocalDateTime start,
            String number,
            @Nullable ChronicCondition reason,
            boolean inpatient,
            Chance chance) {
        Clinician clinician = chance.pick(staff.in(place.site(), department(reason, chance)));
        LocalDateTime end = inpatient ? start.plusDays(chance.between(3, 9)) : start.plusMinutes(chance.between(8, 40));
        return new Visit(number, place, clinician, start, end, inpatient, reason);
    }

    private Department department(@Nullable ChronicCondition reason, Chance chance) {
        Optional<Department> following = catalogue.departments().stream()
                .filter(one -> reason != null && one.conditions().contains(reason.key()))
                .findFirst();
        return following.orElseGet(() -> chance.weighted(catalogue.departments(), Department::weight));
    }

    private double mean(Resident resident) {
        int age = resident.ageOn(reference);
        double byAge = age < 6 ? 1.6 : age >= 65 ? 1.8 : 0.7;
        return byAge + 0.75 * resident.conditions().size();
    }

    private static String number(Resident resident, SourceRecord place, int ordinal) {
        return "%sV%06d%02d".formatted(place.site().letter(), resident.number(), ordinal);
    }

    /** Between 8:00 and 16:29. */
    private static LocalDateTime opening(Chance chance, LocalDate day) {
        return day.atTime(8, 0).plusMinutes(chance.below(510));
    }
}
