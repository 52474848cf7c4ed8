package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.SearchPage;
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
    /** Six rows of its own, and four of a person who shares them: so few that all of them may be looked at. */
    private static final int COUNTY = 5;
    /** Nothing of its own, and more rows of a person who shares them than may be looked at. */
    private static final int HILLSIDE = 6;

    private static final Map<Integer, String> SHARED =
            Map.of(COUNTY, "few", HILLSIDE, "p1-2", TestStore.RIVERSIDE, "p1-5");

    /** 0 sees all, 9 nothing. */
    private static final List<Integer> CALLERS = List.of(0, TestStore.FIRST, TestStore.RIVERSIDE, COUNTY, HILLSIDE, 9);

    private static TestStore hub;
    private static final List<Row> ROWS = new ArrayList<>();

    /**
     * What was stored: {@code further} is a second code in the same system, or empty; the amount is in mmol/L, or below it.
     */
    private record Row(
            String id, int owner, String patient, String code, String further, int amount, boolean below, int day) {
        String json() {
            String second = further.isEmpty() ? "" : ",{\"system\":\"http://loinc.org\",\"code\":\"" + further + "\"}";
            boolean micro = amount % 2 == 0;
            return """
                    {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/%s"},
                     "code":{"coding":[{"system":"http://loinc.org","code":"%s"}%s]},"effectiveDateTime":"%s",
                     "valueQuantity":{"value":%d,%s"system":"http://unitsofmeasure.org","code":"%s"}}""".formatted(
                            id,
                            patient,
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

        boolean seenBy(int institution) {
            return institution == 0
                    || owner == institution
                    || patient.equals(SHARED.getOrDefault(institution, "of nobody"));
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
            int owner = i % 12 == 5 ? TestStore.RIVERSIDE : i % 40 == 7 ? COUNTY : TestStore.FIRST;
            String patient = i % 60 == 3 ? "few" : "p" + owner + "-" + i % 8;
            ROWS.add(new Row(
                    "o" + i, owner, patient, code, further, 1 + random.nextInt(40), i % 9 == 0, random.nextInt(60)));
        }
        for (int owner : List.of(TestStore.FIRST, TestStore.RIVERSIDE, COUNTY)) {
            hub.put(
                    owner,
                    ROWS.stream()
                            .filter(row -> row.owner() == owner)
                            .map(Row::json)
                            .toArray(String[]::new));
        }
        SHARED.forEach((grantee, patient) -> hub.run(
                Store.CLINICAL, """
                insert into hub.grants (consent, patient, person, grantee, categories, sensitivities, purposes,
                                        valid_from, valid_to)
                select gen_random_uuid(), '%1$s', '%1$s', %2$d, -1, -1, 1, now(), now() + interval '1 day'""".formatted(hub.cipher.pseudonym(ResourceKeys.of("Patient", patient)), grantee)));
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
        for (int i = 0; i < 300; i++) {
            int bound = random.nextInt(42);
            String prefix = List.of("gt", "ge", "lt", "le", "").get(i % 5);
            String code = random.nextInt(3) == 0 ? "" : CODES.get(random.nextInt(3));
            int from = random.nextInt(4) == 0 ? random.nextInt(60) : -1;
            String search = "Observation?" + (code.isEmpty() ? "" : "code=http://loinc.org|" + code + "&")
                    + "value-quantity=" + prefix + bound + UNIT
                    + (from < 0 ? "" : "&date=lt" + FIRST_DAY.plusDays(from)) + "&_count=" + (1 + random.nextInt(8));
            int owner = CALLERS.get(random.nextInt(CALLERS.size()));
            AccessPredicate caller = owner == 0 ? TestStore.ALL : TestStore.consented(owner);

            List<String> met = hub.paged(search, caller);

            Predicate<Row> matches = row -> (code.isEmpty() || row.has(code))
                    && row.compares(prefix, bound)
                    && (from < 0 || row.day() < from)
                    && row.seenBy(owner);
            assertThat(met)
                    .as(search + " by " + owner + ", seed " + SEED)
                    .containsExactlyInAnyOrderElementsOf(
                            ROWS.stream().filter(matches).map(Row::id).toList());
            assertThat(met.stream().map(AmountsOfAnyoneTest::day).toList())
                    .isSortedAccordingTo(Comparator.reverseOrder());
            SearchPage whole = hub.search(search.replaceAll("_count=.*", "_count=300&_total=accurate"), caller);
            assertThat(whole.total()).isEqualTo(met.size());
            assertThat(whole.matches())
                    .extracting(match -> match.key().id().value())
                    .as("rows of one day come in the same order on pages of any size")
                    .isEqualTo(met);
            if (owner != 0) {
                Predicate<Row> own = matches.and(row -> row.owner() == owner);
                assertThat(hub.paged(search, caller.own()))
                        .as("own: " + search)
                        .containsExactlyInAnyOrderElementsOf(
                                ROWS.stream().filter(own).map(Row::id).toList());
            }
        }
    }

    @Test
    void anAmountBelongsToWhoSentTheFirstVersion() {
        String sent = new Row("changed", COUNTY, "p5-0", "9-9", "", 50, false, 0)
                .json()
                .replace("umol/L", "kg");
        hub.put(COUNTY, sent);

        hub.put(TestStore.FIRST, sent.replace("50000", "51000"));

        String search = "Observation?value-quantity=51000|http://unitsofmeasure.org|kg";
        assertThat(hub.ids(search, TestStore.consented(COUNTY))).containsExactly("changed");
        assertThat(hub.ids(search, TestStore.consented(TestStore.FIRST))).isEmpty();
        assertThat(hub.number(
                        Store.CLINICAL,
                        "select count(*) from hub.quantity_index q join hub.resource_index i using (type, key)"
                                + " where q.owner <> i.owner"))
                .isZero();
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
