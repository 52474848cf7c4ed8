package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.hulian.fhir.resource.Store;
import org.hulian.security.consent.AccessPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Searches by amount over all patients, for callers who see all, many or few rows. The walks of the store under test are
 * short, so that the same question is answered by the newest rows, by few amounts, by own rows and by a walk to the end:
 * all pages together are what plain comparison finds.
 */
class AmountsOfAnyoneTest {
    private static final long SEED = 20261122;
    private static final List<String> CODES = List.of("1-8", "2-6", "3-4");
    private static final String UNIT = "|http://unitsofmeasure.org|mmol/L";
    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-01-01");

    private static TestStore hub;
    private static final List<Row> ROWS = new ArrayList<>();

    /**
     * What was stored: {@code further} is a second code in the same system, or empty; the amount is in mmol/L, or below it.
     */
    private record Row(String id, int owner, String code, String further, int amount, boolean below, int day) {
        String json() {
            String second = further.isEmpty() ? "" : ",{\"system\":\"http://loinc.org\",\"code\":\"" + further + "\"}";
            boolean micro = amount % 2 == 0;
            return """
                    {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/p%d"},
                     "code":{"coding":[{"system":"http://loinc.org","code":"%s"}%s]},"effectiveDateTime":"%s",
                     "valueQuantity":{"value":%d,%s"system":"http://unitsofmeasure.org","code":"%s"}}""".formatted(
                            id,
                            owner,
                            code,
                            second,
                            FIRST_DAY.plusDays(day),
                            micro ? amount * 1000 : amount,
                            below ? "\"comparator\":\"<\"," : "",
                            micro ? "umol/L" : "mmol/L");
        }

        boolean has(String asked) {
            return code.equals(asked) || further.equals(asked);
        }

        /** By some value it may stand for, or by all of them where it must equal. */
        boolean compares(String prefix, int bound) {
            return switch (prefix) {
                case "gt" -> amount > bound;
                case "ge" -> amount >= bound;
                case "lt" -> below || amount < bound;
                case "le" -> below || amount <= bound;
                default -> !below && amount == bound;
            };
        }
    }

    @BeforeAll
    static void load() {
        hub = new TestStore();
        Random random = new Random(SEED);
        for (int i = 0; i < 240; i++) {
            String code = CODES.get(i % 10 == 0 ? 2 : i % 2);
            String further = i % 7 == 0 && !code.equals("3-4") ? "3-4" : "";
            int owner = i % 12 == 5 ? TestStore.RIVERSIDE : TestStore.FIRST;
            ROWS.add(new Row("o" + i, owner, code, further, 1 + random.nextInt(40), i % 9 == 0, random.nextInt(60)));
        }
        for (int owner : List.of(TestStore.FIRST, TestStore.RIVERSIDE)) {
            hub.put(
                    owner,
                    ROWS.stream()
                            .filter(row -> row.owner() == owner)
                            .map(Row::json)
                            .toArray(String[]::new));
        }
        // As if each had two amounts that match: a resource is found once all the same.
        hub.run(Store.CLINICAL, "insert into hub.quantity_index select * from hub.quantity_index");
        hub.run(Store.CLINICAL, "analyze");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void allPagesAreWhatPlainComparisonFinds() {
        Random random = new Random(SEED);
        for (int i = 0; i < 120; i++) {
            int bound = random.nextInt(42);
            String prefix = List.of("gt", "ge", "lt", "le", "").get(i % 5);
            String code = random.nextInt(3) == 0 ? "" : CODES.get(random.nextInt(3));
            int from = random.nextInt(4) == 0 ? random.nextInt(60) : -1;
            String search = "Observation?" + (code.isEmpty() ? "" : "code=http://loinc.org|" + code + "&")
                    + "value-quantity=" + prefix + bound + UNIT
                    + (from < 0 ? "" : "&date=lt" + FIRST_DAY.plusDays(from)) + "&_count=" + (1 + random.nextInt(8));
            int owner = List.of(0, TestStore.FIRST, TestStore.RIVERSIDE, 9).get(random.nextInt(4));
            AccessPredicate caller = owner == 0 ? TestStore.ALL : TestStore.consented(owner);

            List<String> met = hub.paged(search, caller);

            Predicate<Row> matches = row -> (code.isEmpty() || row.has(code))
                    && row.compares(prefix, bound)
                    && (from < 0 || row.day() < from)
                    && (owner == 0 || row.owner() == owner);
            assertThat(met)
                    .as(search + " by " + owner + ", seed " + SEED)
                    .containsExactlyInAnyOrderElementsOf(
                            ROWS.stream().filter(matches).map(Row::id).toList());
            assertThat(met.stream().map(AmountsOfAnyoneTest::day).toList())
                    .isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Test
    void aCompositeIsAnsweredLikeItsParts() {
        for (String prefix : List.of("gt", "lt")) {
            String amount = prefix + "35" + UNIT;
            assertThat(hub.paged(
                            "Observation?_count=3&code-value-quantity=http://loinc.org|1-8$" + amount, TestStore.ALL))
                    .isNotEmpty()
                    .isEqualTo(hub.paged(
                            "Observation?_count=3&code=http://loinc.org|1-8&value-quantity=" + amount, TestStore.ALL));
        }
    }

    private static int day(String id) {
        return ROWS.get(Integer.parseInt(id.substring(1))).day();
    }
}
