package org.hulian.launcher.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Checkout;
import org.hulian.mappers.Sender;
import org.hulian.terminology.translate.ConceptMapSource;
import org.hulian.terminology.translate.ConceptMaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionTest {
    private final Region demo = Region.in(Checkout.find().demoRegion());

    @TempDir
    Path folder;

    @Test
    void knowsTheDemoInstitutionsByNumber() {
        assertThat(demo.codes())
                .containsExactly("city-first", "city-second", "county-lab", "riverside", "hillside", "city-imaging");
        assertThat(demo.institutions().stream().map(Institution::number)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void putsEveryDemoLoginIntoAnInstitutionThatExists() {
        assertThat(demo.logins())
                .allSatisfy(login -> assertThat(
                                login.institution() == null || demo.codes().contains(login.institution()))
                        .isTrue());
    }

    @Test
    void translatesUnitsByAMapThatExistsForEverySender() {
        ConceptMaps maps =
                ConceptMaps.load(ConceptMapSource.folder(demo.directory().resolve("codes")));

        assertThat(demo.codes())
                .allSatisfy(code -> assertThat(
                                maps.has(new Senders(demo).byCode(code).unitMap()))
                        .as(code)
                        .isTrue());
    }

    @Test
    void findsTheSenderByItsFacility() {
        Sender sender = new Senders(demo).byFacility("CITY-SECOND").orElseThrow();

        assertThat(sender.code()).isEqualTo("city-second");
        assertThat(sender.defaultCharset()).isEqualTo("GB18030");
        assertThat(new Senders(demo).byFacility("ELSEWHERE")).isEmpty();
    }

    @Test
    void namesFileAndLineOfAMistake() throws Exception {
        Files.writeString(folder.resolve("institutions.yaml"), "- number: 1\n  code: a\n  name: [x]\n");

        assertThatThrownBy(() -> Region.in(folder))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("institutions.yaml:3");
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoRegion() {
        assertThatThrownBy(() -> Region.in(folder)).hasMessageContaining("HULIAN_REGION");
    }

    @Test
    void listsTheInstitutionsWhenOneIsUnknown() {
        assertThatThrownBy(() -> demo.institution("nowhere"))
                .hasMessageContaining("nowhere")
                .hasMessageContaining("hillside");
    }
}
