package org.hulian.bench.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hulian.terminology.code.Loinc;
import org.hulian.terminology.release.Progress;
import org.hulian.terminology.release.ReleaseImport;
import org.hulian.terminology.release.ReleaseImport.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFilesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyReleaseIsImportedWhole() throws IOException {
        assertThat(imported(Kind.LOINC, "", new LoincFiles(1).write(folder, 300)))
                .isEqualTo(300);
        assertThat(imported(Kind.SNOMED, "", new SnomedFiles(1).write(folder, 2_000)))
                .isEqualTo(2_000);
        assertThat(imported(Kind.CLAML, "", new ClamlFiles(1).write(folder, 15_000)))
                .isBetween(14_990, 15_000);
        assertThat(imported(Kind.ICD11, "", List.of(new TableFiles(1).icd11(folder, 3_000))))
                .isEqualTo(3_000);
        assertThat(imported(
                        Kind.TABLE, "http://example.org/regions", List.of(new TableFiles(1).regions(folder, 3_300))))
                .isEqualTo(3_300);
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path other = Files.createDirectory(folder.resolve("other"));
        new SnomedFiles(3).write(one, 500);

        List<Path> again = new SnomedFiles(3).write(other, 500);

        for (Path file : again) {
            assertThat(one.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    /** 73211009 is the worked example of the SNOMED CT documentation. */
    @Test
    void checkDigitsAreThoseOfTheStandards() {
        assertThat(CheckDigits.snomed("7321100")).isEqualTo("73211009");
        assertThat(CheckDigits.snomed("11668000")).isEqualTo("116680003");
        assertThat(CheckDigits.loinc(2345)).isEqualTo("2345-7");
        assertThat(Loinc.hasValidCheckDigit(CheckDigits.loinc(203_117))).isTrue();
    }

    private int imported(Kind kind, String system, List<Path> files) throws IOException {
        return new ReleaseImport(folder.resolve("packs"), Progress.NONE)
                .run(kind, system.isEmpty() ? kind.system() : system, "made-up", files)
                .concepts();
    }
}
