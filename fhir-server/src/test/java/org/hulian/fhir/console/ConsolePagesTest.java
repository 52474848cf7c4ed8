package org.hulian.fhir.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages as they are built: their own tests, types and size. */
class ConsolePagesTest {
    private static final Path SOURCES = Path.of("src/main/webui").toAbsolutePath();
    private static final Path PAGES = Path.of("target/classes/META-INF/resources/console");
    private static final int MOST_ON_FIRST_LOAD = 350 * 1024;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        assertThat(run("sh", "build.sh")).isEmpty();
    }

    @Test
    void passTheirOwnTestsAndTheTypeChecker() throws IOException, InterruptedException {
        assertThat(run("npm", "test", "--silent")).contains("# fail 0");
    }

    @Test
    void areSmallEnoughForTheFirstLoad() throws IOException {
        int size = 0;
        try (Stream<Path> scripts = Files.list(PAGES.resolve("assets"))) {
            for (Path script :
                    scripts.filter(file -> file.toString().endsWith(".js")).toList()) {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                    Files.copy(script, out);
                }
                size += packed.size();
            }
        }

        assertThat(size).isBetween(1, MOST_ON_FIRST_LOAD);
    }

    @Test
    void holdNoScriptOfTheirOwnAndNoAddressOfAMachine() throws IOException {
        assertThat(Files.readString(PAGES.resolve("index.html")))
                .doesNotContainPattern("<script(?![^>]*src=)|<style|onload=")
                .contains("/console/assets/");
        assertThat(Files.readString(SOURCES.resolve("package-lock.json")))
                .doesNotContainPattern("\"resolved\": \"(?!https://registry.npmjs.org/)");
    }

    /** What a command said, where it succeeded. */
    private static String run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("hulian-pages", ".log");
        Process process = new ProcessBuilder(List.of(command))
                .directory(SOURCES.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        String said = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.strip();
    }
}
