package org.hulian.terminology.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.release.ReleaseImport.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for releases of every kind: files, progress, refusals. */
class ReleaseImportTest {
    private final Releases releases;

    ReleaseImportTest(@TempDir Path folder) {
        this.releases = new Releases(folder);
    }

    @Test
    void givesTheSameFileForTheSameRelease() throws IOException {
        Path table = releases.file("list.csv", "code,en\nb,Two\na,One\n");

        byte[] first = Files.readAllBytes(
                releases.run(Kind.TABLE, "http://example.org/l", "1", table).file());
        byte[] second = Files.readAllBytes(
                releases.run(Kind.TABLE, "http://example.org/l", "1", table).file());

        assertThat(second).isEqualTo(first);
    }

    @Test
    void namesFileLineAndColumnOfWhatIsWrong() throws IOException {
        Path wrongDigit =
                releases.file("Loinc.csv", "LOINC_NUM,COMPONENT,STATUS,LONG_COMMON_NAME\n2345-6,a,ACTIVE,b\n");
        Path open = releases.file("open.csv", "code,en\na,\"never closed\n");
        Path orphan = releases.file("orphan.csv", "code,en,parent\na,One,z\n");
        Path noColumn = releases.file("nocolumn.csv", "kode,en\na,One\n");
        Path latin = releases.folder().resolve("latin.csv");
        Files.write(latin, "code,en\na,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertFails(() -> releases.run(Kind.LOINC, "http://loinc.org", "1", wrongDigit), "Loinc.csv:2: LOINC_NUM");
        assertFails(() -> releases.run(Kind.TABLE, "http://e.org/x", "1", open), "open.csv:2: ");
        assertFails(() -> releases.run(Kind.TABLE, "http://e.org/x", "1", orphan), "orphan.csv:2: parent");
        assertFails(() -> releases.run(Kind.TABLE, "http://e.org/x", "1", noColumn), "nocolumn.csv:1: code");
        assertFails(() -> releases.run(Kind.TABLE, "http://e.org/x", "1", latin), "not UTF-8");
    }

    @Test
    void tellsOfEveryByteAndThenOfTheWriting() throws IOException {
        Path table = releases.file("told.csv", "code,zh\r\na,甲\r\nb,乙\r\n");
        List<String> told = new ArrayList<>();

        new ReleaseImport(releases.packs(), new Progress() {
                    @Override
                    public void begin(Path path, long bytes) {
                        told.add("of " + bytes);
                    }

                    @Override
                    public void read(long bytes) {
                        told.add("read " + bytes);
                    }

                    @Override
                    public void writing(int concepts) {
                        told.add("writing " + concepts);
                    }
                })
                .run(Kind.TABLE, "http://example.org/told", "1", List.of(table));

        assertThat(told).startsWith("of 23", "read 23").endsWith("writing 2");
    }

    @Test
    void leavesNothingOfAReleaseThatIsTooLarge() throws IOException {
        PackBuilder pack = new PackBuilder();
        pack.display(pack.concept("a"), "One");
        PackHead head = PackHead.of("http://example.org/large", "1", "L", "en", List.of());
        Path file = releases.folder().resolve("large.codes");

        assertFails(() -> pack.write(file, head, 20), "longer than 20 bytes");
        pack.write(file, head, 2_000);

        assertThat(Releases.found(PackedCodeSystem.open(file), "a").display()).isEqualTo("One");
        try (Stream<Path> left = Files.list(releases.folder())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aFileThatIsCutOffIsTold() throws IOException {
        Path table = releases.file("cut.csv", "code,en\na,One\nb,Two\n");
        Path pack =
                releases.run(Kind.TABLE, "http://example.org/cut", "1", table).file();
        byte[] whole = Files.readAllBytes(pack);
        List<String> broken = new ArrayList<>();
        Files.write(pack, Arrays.copyOf(whole, whole.length / 2));

        new PackFolder(releases.packs()).look((file, reason) -> broken.add(String.valueOf(reason.getMessage())));

        assertThat(broken).hasSize(1);
        assertThat(broken.getFirst()).contains("cut off");
    }

    @Test
    void aFileOfAnotherVersionOfTheHubIsTold() throws IOException {
        Path pack = releases.run(Kind.TABLE, "http://example.org/o", "1", releases.file("o.csv", "code,en\na,One\n"))
                .file();
        byte[] bytes = Files.readAllBytes(pack);
        bytes[PackFormat.MAGIC.length - 2] = '1';
        Files.write(pack, bytes);
        List<String> broken = new ArrayList<>();

        new PackFolder(releases.packs()).look((file, reason) -> broken.add(String.valueOf(reason.getMessage())));

        assertThat(broken).hasSize(1);
        assertThat(broken.getFirst()).contains("another version", "import the release again");
    }

    private static void assertFails(ThrowingCallable work, String where) {
        assertThatThrownBy(work).isInstanceOf(InvalidDataException.class).hasMessageContaining(where);
    }
}
