package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Searches by date over all patients, where rows that last longer than a day are found by their end: the same as when
 * every row is named and its dates are compared.
 */
class StretchesOfAnyoneTest {
    private static final long SEED = 20261123;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Long> HOURS = List.of(0L, 1L, 23L, 24L, 25L, 26L, 49L, 240L);

    private static TestStore hub;
    private static String all;

    @BeforeAll
    static void load() {
        hub = new TestStore();
        Random random = new Random(SEED);
        List<String> stays = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            Instant start = FIRST.plus(Duration.ofMinutes(30L * random.nextInt(48 * 20)));
            Instant end = start.plus(Duration.ofHours(HOURS.get(random.nextInt(HOURS.size()))));
            String period = switch (i % 10) {
                case 7 -> "\"start\":\"" + start + "\"";
                case 8 -> "\"end\":\"" + end + "\"";
                case 9 -> "\"start\":\"" + start.toString().substring(0, 10) + "\"";
                default -> "\"start\":\"" + start + "\",\"end\":\"" + end + "\"";
            };
            ids.add("e" + i);
            stays.add("""
                    {"resourceType":"Encounter","id":"e%d","status":"finished","class":{"code":"IMP"},"period":{%s}}""".formatted(i, period));
        }
        hub.put(TestStore.FIRST, stays.toArray(String[]::new));
        all = String.join(",", ids);
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void longAndShortOnesAreFoundAsIfEachWereCompared() {
        Random random = new Random(SEED);
        for (int i = 0; i < 80; i++) {
            String prefix =
                    List.of("ge", "gt", "ap", "ge", "lt", "sa", "eb", "").get(i % 8);
            Instant at = FIRST.plus(Duration.ofMinutes(30L * random.nextInt(48 * 20)));
            String date = prefix + (random.nextBoolean() ? at : at.toString().substring(0, 10));
            String until = random.nextBoolean() ? "&date=lt2026-01-18" : "";
            String search = "date=" + date + until + "&_sort=" + (random.nextBoolean() ? "date" : "-date");

            List<String> found = hub.ids("Encounter?" + search + "&_count=100");

            assertThat(found)
                    .as(search + ", seed " + SEED)
                    .isEqualTo(hub.ids("Encounter?" + search + "&_count=100&_id=" + all));
            assertThat(hub.search("Encounter?" + search + "&_summary=count", TestStore.ALL)
                            .total())
                    .isEqualTo(found.size());
        }
    }
}
