package org.hulian.terminology.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.release.ReleaseImport.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ICD-10 as ClaML and ICD-11 as its simple tabulation. */
class IcdReleaseTest {
    private final Releases releases;

    IcdReleaseTest(@TempDir Path folder) {
        this.releases = new Releases(folder);
    }

    @Test
    void readsClamlInTwoLanguages() throws IOException {
        String claml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE ClaML SYSTEM "ClaML.dtd">
                <ClaML version="2.0.0" xml:lang="%s">
                  <Class code="I" kind="chapter"><SubClass code="A00-A09"/><Rubric kind="preferred"><Label>%s</Label></Rubric></Class>
                  <Class code="A00-A09" kind="block"><SuperClass code="I"/><Rubric kind="preferred"><Label>%s</Label></Rubric></Class>
                  <Class code="A00" kind="category"><SuperClass code="A00-A09"/>
                    <Rubric kind="preferred"><Label xml:space="default">%s</Label></Rubric>
                    <Rubric kind="inclusion"><Label><Para>made <Term>up</Term></Para></Label></Rubric></Class>
                </ClaML>
                """;

        CodeSystem system = releases.open(
                Kind.CLAML,
                "2019",
                releases.file("en.xml", claml.formatted("en", "Chapter", "Block", "Category")),
                releases.file("zh.xml", claml.formatted("zh-CN", "章", "节", "类目")));

        Concept category = Releases.found(system, "A00");
        assertThat(category.display()).isEqualTo("Category");
        assertThat(category.designations()).extracting("language", "value").containsExactly(tuple("zh-CN", "类目"));
        assertThat(category.abstrakt()).isFalse();
        assertThat(Releases.found(system, "I").abstrakt()).isTrue();
        assertThat(system.subsumes(Releases.found(system, "I").number(), category.number()))
                .isTrue();
    }

    @Test
    void readsTheTabulationOfIcd11ByItsDashes() throws IOException {
        Path table = releases.file("SimpleTabulation.txt", """
                Code\tBlockId\tTitle\tClassKind
                01\t\tMade-up chapter\tchapter
                \tB1\t- Made-up block\tblock
                1A00\t\t- - Made-up category\tcategory
                1A01\t\t- - Another category\tcategory
                02\t\tSecond chapter\tchapter
                """);

        CodeSystem system = releases.open(Kind.ICD11, "2025-01", table);

        assertThat(Releases.found(system, "1A00").display()).isEqualTo("Made-up category");
        assertThat(system.children(Releases.found(system, "B1").number())).hasSize(2);
        assertThat(system.subsumes(
                        Releases.found(system, "01").number(),
                        Releases.found(system, "1A01").number()))
                .isTrue();
        assertThat(system.parents(Releases.found(system, "02").number())).isEmpty();
    }
}
