package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.HubTest;
import org.hulian.security.consent.Caller;
import org.junit.jupiter.api.Test;

/** How long the pages of a search can be asked for, and that one can go back and forth among them. */
@QuarkusTest
class PageLifeTest extends HubTest {
    @Inject
    PageTokens pages;

    @Inject
    Clock clock;

    @Test
    void aPageIsGoneOnceItsTimeIsOver() {
        Answer old = hospital.get("/fhir/Observation?_page=" + token(Duration.ofMinutes(61)));
        Answer young = hospital.get("/fhir/Observation?_page=" + token(Duration.ofMinutes(59)));

        assertThat(old.status()).as(old.body()).isEqualTo(410);
        assertThat(old.json().at("/issue/0/code").asText()).isEqualTo("expired");
        assertThat(young.status()).as(young.body()).isEqualTo(200);
    }

    /** The first page of a search that began so long ago. */
    private String token(Duration ago) {
        Snapshot then = new Snapshot(clock.instant().minus(ago), "", "1:1:");
        return pages.seal(
                new PageTokens.Page(
                        "Observation", "_count=1", false, PageStart.first(then).text()),
                new Caller("service-city-second", "", "", Set.of(), 2, null, null, List.of(), 0, null));
    }

    @Test
    void goesBackToTheSamePagesWhateverIsWrittenMeanwhile() {
        String patient = patient("page-back");
        for (int day = 1; day <= 7; day++) {
            glucose(patient, day);
        }
        List<List<String>> forth = new ArrayList<>();
        Answer page = hospital.get("/fhir/Observation?patient=" + patient + "&_sort=-date&_count=2");
        while (true) {
            forth.addFirst(page.ids());
            if (page.link("next").isEmpty()) {
                break;
            }
            page = hospital.get(page.link("next"));
            glucose(patient, 8);
        }

        List<List<String>> back = new ArrayList<>();
        back.add(page.ids());
        while (!page.link("previous").isEmpty()) {
            page = hospital.get(page.link("previous"));
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            back.add(page.ids());
        }

        assertThat(forth).hasSize(4);
        assertThat(back).isEqualTo(forth);
        assertThat(hospital.get(page.link("next")).ids()).isEqualTo(forth.get(2));
    }
}
