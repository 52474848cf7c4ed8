package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hulian.fhir.search.PageStart;
import org.junit.jupiter.api.Test;

/** How far back the links of a search lead. */
class TurnedTest {
    @Test
    void leadsBackOverAllPagesOfAnOrdinarySearch() {
        List<PageStart> starts = new ArrayList<>();
        Turned page = Turned.NOT;
        for (int number = 1; number <= 10; number++) {
            starts.add(start(number, "p".repeat(60)));
            page = page.next(starts.getLast());
        }

        for (int number = 9; number >= 1; number--) {
            page = before(page);
            assertThat(page.start()).isEqualTo(starts.get(number - 1));
        }
        assertThat(before(page).start()).isEqualTo(PageStart.first(null));
        assertThat(before(page).previous()).isNull();
    }

    @Test
    void forgetsTheFirstPagesWhenALinkWouldGrowTooLong() {
        Turned page = Turned.NOT;
        for (int number = 1; number <= 500; number++) {
            page = page.next(start(number, "p".repeat(number % 7 * 30)));
            assertThat(page.before().stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(1_500);
        }

        assertThat(page.before()).hasSizeGreaterThan(10);
        assertThat(before(page).start()).isEqualTo(start(499, "p".repeat(499 % 7 * 30)));
    }

    @Test
    void leadsNowhereBackFromAPageWhosePositionAloneIsTooLong() {
        Turned page = Turned.NOT.next(start(1, "p".repeat(1_501)));

        Turned after = page.next(start(2, "p"));

        assertThat(page.previous()).isNotNull();
        assertThat(after.previous()).isNull();
        assertThat(after.start()).isEqualTo(start(2, "p"));
    }

    private static Turned before(Turned page) {
        return Objects.requireNonNull(page.previous());
    }

    private static PageStart start(int number, String position) {
        return new PageStart(number + position, 0, null);
    }
}
