package org.hulian.demo.ordering;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hulian.demo.chance.Chance;
import org.hulian.demo.history.LabOrder;

/**
 * How doctors take to recognition: four in five rely on earlier results at first, nine in ten after half a year; of the
 * others most name a lawful reason.
 */
public final class Habits {
    private static final int OF = 1_000;
    private static final int FIRST = 800;
    private static final int MORE_EACH_MONTH = 17;
    private static final int LEARNING_MONTHS = 6;
    private static final double EXPLAINED = 0.65;

    private static final List<Reason> REASONS = List.of(
            new Reason("condition-changed", 40, ""),
            new Reason("changes-fast", 25, ""),
            new Reason("before-major-measure", 15, ""),
            new Reason("emergency", 14, ""),
            new Reason("appraisal", 1, ""),
            new Reason("other-need", 5, "居民要求复查，已说明可互认"));

    private final long seed;
    private final LocalDate starts;

    /** Habits of a seed. */
    public Habits(long seed, LocalDate reference) {
        this.seed = seed;
        this.starts = SecondYear.starts(reference);
    }

    private record Reason(String code, int weight, String words) {}

    /** What the doctor of an order does where there is something to rely on. */
    public Choice on(LabOrder order) {
        Chance chance = Chance.of(seed, "choice " + order.number(), 0);
        int months = (int) ChronoUnit.MONTHS.between(starts, order.ordered().toLocalDate());
        if (chance.below(OF) < FIRST + MORE_EACH_MONTH * Math.min(LEARNING_MONTHS, months)) {
            return new Choice.Recognise();
        }
        if (!chance.happens(EXPLAINED)) {
            return new Choice.Nothing();
        }
        Reason reason = chance.weighted(REASONS, Reason::weight);
        return new Choice.Repeat(reason.code(), reason.words());
    }
}
