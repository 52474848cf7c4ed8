package org.hulian.demo.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hulian.demo.DemoRegion;
import org.hulian.demo.resident.Site;
import org.junit.jupiter.api.Test;

class HistoryGeneratorTest {
    private final DemoRegion region = DemoRegion.generate(DemoRegion.RESIDENTS, DemoRegion.SEED);
    private final List<History> histories = IntStream.rangeClosed(1, DemoRegion.RESIDENTS)
            .mapToObj(region::history)
            .toList();
    private final List<LabOrder> orders =
            histories.stream().flatMap(one -> one.laboratory().stream()).toList();

    @Test
    void coversTwoYearsUpToTheReferenceDay() {
        LocalDate from = DemoRegion.REFERENCE.minusDays(VisitGenerator.DAYS);

        assertThat(histories)
                .allSatisfy(history -> assertThat(history.visits())
                        .isNotEmpty()
                        .allSatisfy(visit ->
                                assertThat(visit.start().toLocalDate()).isBetween(from, DemoRegion.REFERENCE)));
    }

    /** Before recognition about three orders in ten repeat a valid result of another institution. */
    @Test
    void repeatsAreWithinValidityAndAtAnotherInstitution() {
        List<LabOrder> repeats = orders.stream().filter(LabOrder::repeat).toList();

        assertThat(repeats.size() / (double) orders.size()).isBetween(0.26, 0.34);
        for (History history : histories) {
            for (LabOrder repeat : history.laboratory()) {
                boolean valid = history.laboratory().stream()
                        .anyMatch(earlier -> earlier.panel().equals(repeat.panel())
                                && earlier.visit().source().site()
                                        != repeat.visit().source().site()
                                && earlier.reported().isBefore(repeat.ordered())
                                && !earlier.reported()
                                        .plusDays(repeat.panel().validityDays() + 1)
                                        .isBefore(repeat.ordered()));
                assertThat(!repeat.repeat() || valid).as(repeat.number()).isTrue();
            }
        }
    }

    @Test
    void orderAndVisitNumbersAreUnique() {
        assertThat(orders.stream().map(LabOrder::number)).doesNotHaveDuplicates();
        assertThat(histories.stream().flatMap(one -> one.visits().stream()).map(Visit::number))
                .doesNotHaveDuplicates();
    }

    @Test
    void communityCentresLetTheCountyLaboratoryMeasure() {
        assertThat(orders)
                .allSatisfy(order -> assertThat(order.performer().site())
                        .isEqualTo(
                                order.visit().source().site().role() == Site.Role.COMMUNITY
                                        ? Site.COUNTY_LAB
                                        : order.visit().source().site()));
    }

    @Test
    void valuesHangTogether() {
        assertThat(orders).isNotEmpty().allSatisfy(order -> {
            Map<String, Double> values = values(order);
            switch (order.panel().key()) {
                case "lipid" ->
                    assertThat(values.getOrDefault("ldl", Double.NaN))
                            .isCloseTo(
                                    Math.max(
                                            0.5,
                                            values.getOrDefault("cholesterol", Double.NaN)
                                                    - values.getOrDefault("hdl", Double.NaN)
                                                    - values.getOrDefault("triglyceride", Double.NaN) / 2.2),
                                    within(1e-9));
                case "cbc" -> {
                    assertThat(values.getOrDefault("mchc", Double.NaN))
                            .isCloseTo(
                                    100
                                            * values.getOrDefault("hemoglobin", Double.NaN)
                                            / values.getOrDefault("hematocrit", Double.NaN),
                                    within(1e-6));
                    assertThat(values.getOrDefault("neutrophils-percent", Double.NaN)
                                    + values.getOrDefault("lymphocytes-percent", Double.NaN))
                            .isLessThan(100);
                }
                case "liver" -> {
                    assertThat(values.getOrDefault("bilirubin-direct", Double.NaN))
                            .isLessThan(values.getOrDefault("bilirubin-total", Double.NaN));
                    assertThat(values.getOrDefault("albumin", Double.NaN))
                            .isLessThan(values.getOrDefault("protein", Double.NaN));
                }
                default -> assertThat(values.values()).allMatch(value -> value > 0);
            }
        });
    }

    @Test
    void diabetesAndKidneyDiseaseShow() {
        Map<String, Double> means = new HashMap<>();
        for (boolean ill : new boolean[] {true, false}) {
            means.put("glucose" + ill, mean("glucose", "diabetes", ill));
            means.put("creatinine" + ill, mean("creatinine", "kidney", ill));
        }

        assertThat(means.getOrDefault("glucosetrue", Double.NaN))
                .isGreaterThan(means.getOrDefault("glucosefalse", Double.NaN) + 2);
        assertThat(means.getOrDefault("creatininetrue", Double.NaN))
                .isGreaterThan(means.getOrDefault("creatininefalse", Double.NaN) + 40);
        assertThat(means.getOrDefault("glucosefalse", Double.NaN)).isBetween(4.4, 5.4);
    }

    @Test
    void noQuarterOfAnHourIsBookedTwice() {
        Set<String> taken = new HashSet<>();

        for (History history : histories) {
            for (Booking booking : history.bookings()) {
                assertThat(taken.add(booking.expert().staffNumber() + booking.start()))
                        .isTrue();
                boolean ahead = !booking.start().toLocalDate().isBefore(DemoRegion.REFERENCE);
                assertThat(booking.state() == Booking.State.BOOKED && !ahead).isFalse();
            }
        }
        assertThat(taken).hasSizeBetween(250, 600);
    }

    @Test
    void noBookingCollidesAmongAHundredThousandResidents() {
        DemoRegion large = DemoRegion.generate(100_000, DemoRegion.SEED);
        Set<String> taken = new HashSet<>();

        for (int number = 1; number <= 100_000; number += 7) {
            for (Booking booking : large.history(number).bookings()) {
                assertThat(taken.add(booking.expert().staffNumber() + booking.start()))
                        .isTrue();
            }
        }
    }

    @Test
    void mostResidentsHaveConsentedButNotTheFirstOne() {
        long consenting =
                histories.stream().filter(one -> !one.consents().isEmpty()).count();

        assertThat(consenting).isBetween(500L, 750L);
        assertThat(histories.getFirst().consents()).isEmpty();
    }

    private double mean(String analyte, String condition, boolean ill) {
        return histories.stream()
                .filter(history -> history.resident().has(condition) == ill)
                .flatMap(history -> history.laboratory().stream())
                .map(HistoryGeneratorTest::values)
                .filter(values -> values.containsKey(analyte))
                .mapToDouble(values -> values.getOrDefault(analyte, Double.NaN))
                .average()
                .orElseThrow();
    }

    private static Map<String, Double> values(LabOrder order) {
        return order.measurements().stream()
                .collect(Collectors.toMap(measurement -> measurement.analyte().key(), LabOrder.Measurement::si));
    }
}
