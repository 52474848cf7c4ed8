package org.hulian.terminology.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.release.ReleaseImport.Imported;
import org.hulian.terminology.release.ReleaseImport.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of national and regional code systems. */
class TableReleaseTest {
    private final Releases releases;

    TableReleaseTest(@TempDir Path folder) {
        this.releases = new Releases(folder);
    }

    @Test
    void readsRegionalTablesAndPrefersTheImportedVersionOfASystem() throws IOException {
        Path table = releases.file("regions.csv", """
                \uFEFFcode,zh,en,parent,status,property:level
                990100,甲市,Town A,990000,,2
                990000,某省,Province,,abstract,1
                """);

        Imported imported = releases.run(Kind.TABLE, "http://example.org/regions", "2026", table);
        PackFolder packs = new PackFolder(releases.packs());
        packs.look((file, reason) -> {
            throw new AssertionError(reason);
        });
        Library library = packs.library();

        CodeSystem system = library.codeSystems("http://example.org/regions").getFirst();
        assertThat(imported.concepts()).isEqualTo(2);
        assertThat(Releases.found(system, "990100").display()).isEqualTo("Town A");
        assertThat(Releases.found(system, "990000").abstrakt()).isTrue();
        assertThat(system.subsumes(
                        Releases.found(system, "990000").number(),
                        Releases.found(system, "990100").number()))
                .isTrue();

        Files.delete(imported.file());
        packs.look((file, reason) -> {});
        assertThat(library.codeSystems("http://example.org/regions")).isEmpty();
    }

    @Test
    void findsEveryCodeAndWordOfARandomTree_seed7() throws IOException {
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("code,en,parent\n");
        for (int i = 0; i < 3_000; i++) {
            csv.append('c')
                    .append(i)
                    .append(",word")
                    .append(Integer.toString(i * 7919, 36))
                    .append(" thing,");
            csv.append(i == 0 ? "" : "c" + random.nextInt(i)).append('\n');
        }

        CodeSystem system = releases.open("http://example.org/tree", releases.file("tree.csv", csv.toString()));

        for (int i = 0; i < 3_000; i++) {
            Concept concept = Releases.found(system, "c" + i);
            assertThat(concept.number()).isEqualTo(i);
            int parent = i == 0 ? -1 : system.parents(i)[0];
            assertThat(parent < 0 || system.subsumes(parent, i)).isTrue();
            assertThat(system.subsumes(0, i)).isTrue();
        }
        for (int i = 0; i < 3_000; i += 7) {
            String beginning = Integer.toString(i * 7919, 36);
            assertThat(Releases.numbers(system, "thing", "word" + beginning)).contains(i);
            assertThat(Releases.numbers(system, beginning, "c" + i)).isSorted().contains(i);
        }
        assertThat(Releases.numbers(system, "thing", "nowhere")).isEmpty();
        String word = "word" + Integer.toString(1234 * 7919, 36);
        assertThat(Releases.numbers(system, word)).contains(1234);
        assertThat(system.descendants(0).count()).isEqualTo(2_999);
    }
}
