package org.hulian.demo.history;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.catalogue.Panel;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.history.LabOrder.Measurement;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/**
 * Orders of panels and their results. About three in ten results are measured again elsewhere while still valid:
 * what mutual recognition is to prevent.
 */
final class LaboratoryGenerator {
    private static final double ORDERED = 0.46;

    /** Of the results that another place could measure again; three orders in ten are repeats then. */
    private static final double REPEATED = 0.85;

    private final Catalogue catalogue;
    private final VisitGenerator visits;
    private final long seed;
    private final LocalDate reference;

    LaboratoryGenerator(Catalogue catalogue, VisitGenerator visits, long seed, LocalDate reference) {
        this.catalogue = catalogue;
        this.visits = visits;
        this.seed = seed;
        this.reference = reference;
    }

    /** Adds the visits at which results are repeated to {@code all}. */
    List<LabOrder> of(Resident resident, List<Visit> all) {
        Chance chance = Chance.of(seed, "laboratory", resident.number());
        Physiology physiology = new Physiology(resident, seed);
        List<LabOrder> orders = new ArrayList<>();
        for (Visit visit : List.copyOf(all)) {
            Optional<SourceRecord> performer = performer(resident, visit.source());
            boolean measured = performer.isPresent() && chance.happens(visit.inpatient() ? 1 : ORDERED);
            if (!measured) {
                continue;
            }
            for (Panel panel : panels(chance, visit)) {
                LabOrder order = order(visit, panel, performer.get(), orders.size() + 1, false, physiology);
                orders.add(order);
                if (chance.happens(REPEATED)) {
                    repeat(resident, order, all, orders, physiology, chance);
                }
            }
        }
        return orders;
    }

    private void repeat(
            Resident resident,
            LabOrder first,
            List<Visit> all,
            List<LabOrder> orders,
            Physiology physiology,
            Chance chance) {
        List<SourceRecord> elsewhere = resident.at(Set.of(Site.Role.HOSPITAL, Site.Role.COMMUNITY)).stream()
                .filter(place -> place.site() != first.visit().source().site())
                .filter(place -> performer(resident, place).isPresent())
                .toList();
        LocalDate day =
                first.reported().toLocalDate().plusDays(soon(first.panel().validityDays(), chance));
        if (elsewhere.isEmpty() || !day.isBefore(reference)) {
            return;
        }
        SourceRecord place = chance.pick(elsewhere);
        Visit visit = visits.following(resident, first.visit(), place, day, all.size() + 1, chance);
        all.add(visit);
        SourceRecord performer = performer(resident, place).orElseThrow();
        orders.add(order(visit, first.panel(), performer, orders.size() + 1, true, physiology));
    }

    /** Most who are measured again are on their way from one place to the next: the shortest of three draws. */
    private static int soon(int days, Chance chance) {
        int soonest = chance.between(1, days);
        for (int draw = 0; draw < 2; draw++) {
            soonest = Math.min(soonest, chance.between(1, days));
        }
        return soonest;
    }

    private LabOrder order(
            Visit visit, Panel panel, SourceRecord performer, int ordinal, boolean repeat, Physiology physiology) {
        String number = "%sL%s%02d"
                .formatted(visit.source().site().letter(), visit.number().substring(2), ordinal);
        Chance noise = Chance.of(seed, number, ordinal);
        Map<String, Double> sample = physiology.sample(panel.key(), noise);
        List<Measurement> measurements = catalogue.analytesOf(panel).stream()
                .map(analyte -> new Measurement(analyte, Objects.requireNonNull(sample.get(analyte.key()))))
                .toList();
        LocalDateTime ordered = visit.start().plusMinutes(noise.between(3, 12));
        LocalDateTime collected = ordered.plusMinutes(noise.between(8, 45));
        LocalDateTime reported = collected.plusMinutes(
                performer.site() == visit.source().site() ? noise.between(45, 240) : noise.between(300, 1500));
        return new LabOrder(number, visit, panel, performer, ordered, collected, reported, repeat, measurements);
    }

    private List<Panel> panels(Chance chance, Visit visit) {
        int count = visit.inpatient() ? 4 : chance.between(1, 2);
        Set<String> boosted =
                visit.reason() == null ? Set.of() : followUp(visit.reason().key());
        Set<Panel> chosen = new HashSet<>();
        List<Panel> panels = new ArrayList<>();
        for (int draws = 0; draws < 20 && panels.size() < count; draws++) {
            Panel panel =
                    chance.weighted(catalogue.panels(), one -> one.weight() * (boosted.contains(one.key()) ? 12 : 1));
            if (chosen.add(panel)) {
                panels.add(panel);
            }
        }
        return panels;
    }

    private static Set<String> followUp(String condition) {
        return switch (condition) {
            case "diabetes" -> Set.of("glucose", "hba1c", "acr");
            case "hyperlipidaemia", "coronary", "stroke" -> Set.of("lipid", "coagulation");
            case "kidney", "gout", "hypertension" -> Set.of("renal", "electrolytes");
            case "fatty-liver" -> Set.of("liver");
            case "hypothyroidism" -> Set.of("thyroid");
            case "anaemia" -> Set.of("cbc");
            default -> Set.of();
        };
    }

    /** A hospital measures itself; a community centre sends its samples to the county laboratory. */
    private static Optional<SourceRecord> performer(Resident resident, SourceRecord ordering) {
        return ordering.site().role() == Site.Role.HOSPITAL ? Optional.of(ordering) : resident.at(Site.COUNTY_LAB);
    }
}
