package org.hulian.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A steward at the console with a real browser; the journey itself is {@code src/test/browser/steward.mjs}. Its npm
 * packages are installed here, so that a machine without a browser needs no root.
 */
@ExtendWith(RunningHub.class)
class ConsoleBrowserTest {
    private static final Path SCRIPTS = Path.of("src/test/browser").toAbsolutePath();
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @Test
    void aStewardChangesTheCatalogueAndEveryoneGoesByIt(Hub hub) throws IOException, InterruptedException {
        install();

        run(
                10,
                "node",
                "steward.mjs",
                Hub.root(),
                TARGET.resolve("console-pictures").toString(),
                "steward1",
                hub.password("steward1"),
                "steward2",
                hub.password("steward2"),
                "physician-first",
                hub.password("physician-first"));

        Fhir steward = hub.fhir("steward1");
        JsonNode library = steward.get("Library/recognition-rules");
        assertThat(file(library, "overrides.yaml")).contains("{item: glucose, validity: P9D}", "# What this region");
        assertThat(file(library, "prices.yaml")).contains("{items: [hemoglobin], price: 4.50}");
        assertThat(library.at("/editor/0/name").asText()).isEqualTo("管数据");
        assertThat(library.at("/effectivePeriod/start").asText()).isNotEmpty();
    }

    private static void install() throws IOException, InterruptedException {
        Path done = SCRIPTS.resolve("node_modules/.installed");
        String lock = Files.readString(SCRIPTS.resolve("package-lock.json"));
        if (!Files.exists(done) || !Files.readString(done).equals(lock)) {
            run(5, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
            Files.writeString(done, lock);
        }
    }

    private static void run(int minutes, String... command) throws IOException, InterruptedException {
        Path out = TARGET.resolve("browser.log");
        Path temporary = Files.createDirectories(TARGET.resolve("browser-tmp"));
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        // The packed browser unpacks itself there.
        builder.environment().put("TMPDIR", temporary.toString());
        Process process = builder.start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.waitFor())
                .as(() -> String.join(" ", command[0], command[1]) + ": " + text(out))
                .isZero();
    }

    private static String text(Path out) {
        try {
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String file(JsonNode library, String name) {
        for (JsonNode content : library.path("content")) {
            if (content.path("title").asText().equals(name)) {
                return new String(
                        Base64.getDecoder().decode(content.path("data").asText()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
