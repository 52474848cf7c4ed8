package org.hulian.demo.history;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/**
 * Bookings without double bookings and without memory: booking n of all residents takes its own quarter of an hour of
 * its own expert (n modulo the experts, then a permutation of the quarters of the window).
 */
final class BookingGenerator {
    static final int DAYS_AHEAD = 45;
    private static final int PER_RESIDENT = 2;
    private static final int QUARTERS_A_DAY = 24;
    private static final int COPRIME = 1_009;

    private final List<Clinician> experts;
    private final long seed;
    private final LocalDate reference;
    private final int residents;
    private final int days;

    BookingGenerator(Staff staff, long seed, LocalDate reference, int residents) {
        this.experts = staff.experts();
        this.seed = seed;
        this.reference = reference;
        this.residents = residents;
        int perExpert = (residents + 1) * PER_RESIDENT / experts.size() + 1;
        this.days = Math.max(120, perExpert / QUARTERS_A_DAY + 1);
    }

    List<Booking> of(Resident resident) {
        Chance chance = Chance.of(seed, "bookings", resident.number());
        List<SourceRecord> community = resident.at(Set.of(Site.Role.COMMUNITY));
        boolean hasSlots = !community.isEmpty() && resident.number() <= residents;
        List<Booking> bookings = new ArrayList<>();
        for (int i = 0; i < PER_RESIDENT && hasSlots; i++) {
            if (chance.happens(0.24)) {
                SourceRecord at = community.getFirst();
                int ordinal = resident.number() * PER_RESIDENT + i;
                LocalDateTime start = start(ordinal / experts.size());
                String number = "%sB%06d%02d".formatted(at.site().letter(), resident.number(), i + 1);
                Clinician expert = experts.get(ordinal % experts.size());
                bookings.add(new Booking(number, at, expert, start, state(chance, start)));
            }
        }
        return bookings;
    }

    /** Twelve quarters from 8:00 and twelve from 14:00. */
    private LocalDateTime start(int ordinal) {
        int quarter = (int) ((long) ordinal * COPRIME % ((long) days * QUARTERS_A_DAY));
        LocalDate day = reference.plusDays(DAYS_AHEAD - quarter / QUARTERS_A_DAY);
        int ofDay = quarter % QUARTERS_A_DAY;
        return day.atTime(ofDay < 12 ? 8 : 14, 0).plusMinutes(15L * (ofDay % 12));
    }

    private Booking.State state(Chance chance, LocalDateTime start) {
        boolean cancelled = chance.happens(0.08);
        boolean missed = chance.happens(0.05);
        if (cancelled) {
            return Booking.State.CANCELLED;
        }
        if (!start.toLocalDate().isBefore(reference)) {
            return Booking.State.BOOKED;
        }
        return missed ? Booking.State.NOSHOW : Booking.State.FULFILLED;
    }
}
