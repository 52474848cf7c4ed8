package org.hulian.demo.history;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.catalogue.Exam;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/** Examinations at the imaging centre, some of them made again while the first could still be relied upon. */
final class ImagingGenerator {
    private final Catalogue catalogue;
    private final long seed;
    private final LocalDate reference;

    ImagingGenerator(Catalogue catalogue, long seed, LocalDate reference) {
        this.catalogue = catalogue;
        this.seed = seed;
        this.reference = reference;
    }

    List<ImagingOrder> of(Resident resident, List<Visit> visits) {
        Optional<SourceRecord> performer = resident.at(Site.CITY_IMAGING);
        Chance chance = Chance.of(seed, "imaging", resident.number());
        List<ImagingOrder> orders = new ArrayList<>();
        for (Visit visit : visits) {
            if (performer.isPresent() && chance.happens(0.3)) {
                Exam exam = chance.weighted(catalogue.exams(), Exam::weight);
                ImagingOrder order = order(visit, exam, performer.get(), visit.start(), orders, false, chance);
                orders.add(order);
                LocalDateTime again = order.performed().plusDays(chance.between(2, exam.validityDays()));
                if (chance.happens(0.2) && again.toLocalDate().isBefore(reference)) {
                    orders.add(order(visit, exam, performer.get(), again, orders, true, chance));
                }
            }
        }
        return orders;
    }

    private static ImagingOrder order(
            Visit visit,
            Exam exam,
            SourceRecord performer,
            LocalDateTime from,
            List<ImagingOrder> earlier,
            boolean repeat,
            Chance chance) {
        String number = "%sX%s%02d"
                .formatted(visit.source().site().letter(), visit.number().substring(2), earlier.size() + 1);
        LocalDateTime ordered = from.plusMinutes(chance.between(5, 15));
        LocalDateTime performed = ordered.plusMinutes(chance.between(40, 300));
        boolean abnormal = repeat ? earlier.getLast().abnormal() : chance.happens(visit.reason() == null ? 0.2 : 0.4);
        return new ImagingOrder(number, visit, exam, performer, ordered, performed, repeat, abnormal);
    }
}
