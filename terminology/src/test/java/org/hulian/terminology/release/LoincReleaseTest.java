package org.hulian.terminology.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.release.ReleaseImport.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LOINC with a linguistic variant. */
class LoincReleaseTest {
    private final Releases releases;

    LoincReleaseTest(@TempDir Path folder) {
        this.releases = new Releases(folder);
    }

    @Test
    void readsLoincWithItsChineseVariant() throws IOException {
        Path loinc = releases.file("Loinc.csv", """
                "LOINC_NUM","COMPONENT","PROPERTY","TIME_ASPCT","SYSTEM","SCALE_TYP","METHOD_TYP","STATUS","SHORTNAME","LONG_COMMON_NAME"
                "2345-7","Made-up sugar","MCnc","Pt","Ser/Plas","Qn","","ACTIVE","Sugar ""short"" name","Made-up sugar, long"
                "718-7","Made-up iron","MCnc","Pt","Bld","Qn","","DEPRECATED","","Made-up iron, long"
                """);
        Path zh = releases.file("zhCN5LinguisticVariant.csv", """
                LOINC_NUM,COMPONENT,PROPERTY
                2345-7,糖,质量浓度
                """);

        CodeSystem system = releases.open(Kind.LOINC, "2.0", loinc, zh);

        Concept sugar = Releases.found(system, "2345-7");
        assertThat(sugar.display()).isEqualTo("Made-up sugar, long");
        assertThat(sugar.designations()).extracting("value").containsExactly("Sugar \"short\" name", "糖:质量浓度");
        assertThat(sugar.properties())
                .extracting("code")
                .contains("COMPONENT", "SYSTEM")
                .doesNotContain("METHOD_TYP");
        assertThat(Releases.found(system, "718-7").inactive()).isTrue();
        assertThat(system.find("0-0")).isNull();
        assertThat(Releases.numbers(system, "糖")).containsExactly(sugar.number());
        assertThat(Releases.numbers(system, "sugar")).containsExactly(sugar.number());
    }
}
