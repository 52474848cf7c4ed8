package org.hulian.terminology.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.release.ReleaseImport.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of Release Format 2. */
class SnomedReleaseTest {
    private final Releases releases;

    SnomedReleaseTest(@TempDir Path folder) {
        this.releases = new Releases(folder);
    }

    @Test
    void readsSnomedSnapshotsWithPreferredTermsAndManyParents() throws IOException {
        Path concepts = releases.file("sct2_Concept_Snapshot_XX_20260101.txt", """
                id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId
                1001\t20260101\t1\t9\t900000000000074008
                1002\t20260101\t1\t9\t900000000000074008
                1003\t20260101\t1\t9\t900000000000073002
                1004\t20260101\t1\t9\t900000000000074008
                1005\t20260101\t0\t9\t900000000000074008
                """);
        Path descriptions = releases.file("sct2_Description_Snapshot-en_XX_20260101.txt", """
                id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId
                51\t20260101\t1\t9\t1001\ten\t900000000000003001\tMade-up root (thing)\t0
                52\t20260101\t1\t9\t1003\ten\t900000000000003001\tMade-up "grandchild" (thing)\t0
                53\t20260101\t1\t9\t1003\ten\t900000000000013009\tGrandchild word\t0
                54\t20260101\t0\t9\t1003\ten\t900000000000013009\tOld word\t0
                """);
        Path language = releases.file("der2_cRefset_LanguageSnapshot-en_XX_20260101.txt", """
                id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\tacceptabilityId
                a\t20260101\t1\t9\t7\t53\t900000000000548007
                """);
        Path relationships = releases.file("sct2_Relationship_Snapshot_XX_20260101.txt", """
                id\teffectiveTime\tactive\tmoduleId\tsourceId\tdestinationId\trelationshipGroup\ttypeId
                1\t20260101\t1\t9\t1002\t1001\t0\t116680003
                2\t20260101\t1\t9\t1004\t1001\t0\t116680003
                3\t20260101\t1\t9\t1003\t1002\t0\t116680003
                4\t20260101\t1\t9\t1003\t1004\t0\t116680003
                5\t20260101\t0\t9\t1005\t1001\t0\t116680003
                6\t20260101\t1\t9\t1003\t1005\t0\t999
                """);

        CodeSystem system = releases.open(Kind.SNOMED, "20260101", concepts, descriptions, language, relationships);

        Concept grandchild = Releases.found(system, "1003");
        int root = Releases.found(system, "1001").number();
        assertThat(grandchild.display()).isEqualTo("Grandchild word");
        assertThat(grandchild.designations()).hasSize(2);
        assertThat(system.parents(grandchild.number())).hasSize(2);
        assertThat(system.subsumes(root, grandchild.number())).isTrue();
        assertThat(system.subsumes(grandchild.number(), root)).isFalse();
        assertThat(system.descendants(root).count()).isEqualTo(3);
        assertThat(Releases.found(system, "1005").inactive()).isTrue();
    }
}
