package org.hulian.terminology.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every LOINC number in the repository's data files carries its check digit. */
class RepositoryLoincTest {
    private static final Pattern WHOLE_VALUE = Pattern.compile("(?<=[\"\\[]|, |: )\\d{1,7}-\\d(?=[\"\\],}\\n])");
    private static final Pattern SPEAKS_OF_LOINC = Pattern.compile("loinc", Pattern.CASE_INSENSITIVE);

    @Test
    void everyLoincNumberInADataFileHasAValidCheckDigit() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        try (Stream<Path> files = Files.walk(root)) {
            List<String> wrong = files.filter(RepositoryLoincTest::isData)
                    .flatMap(file -> wrongNumbers(root, file))
                    .toList();

            assertThat(wrong).isEmpty();
        }
    }

    private static boolean isData(Path file) {
        String path = file.toString();
        return path.contains("/src/")
                && !path.contains("/target/")
                && !path.contains("/node_modules/")
                && !path.contains("/src/test/")
                && (path.endsWith(".json") || path.endsWith(".yaml"))
                && Files.isRegularFile(file);
    }

    private static Stream<String> wrongNumbers(Path root, Path file) {
        try {
            String text = Files.readString(file);
            return SPEAKS_OF_LOINC.matcher(text).find()
                    ? WHOLE_VALUE
                            .matcher(text)
                            .results()
                            .map(match -> match.group())
                            .filter(code -> !Loinc.hasValidCheckDigit(code))
                            .map(code -> root.relativize(file) + ": " + code)
                    : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
