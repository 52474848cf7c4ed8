package org.hulian.launcher.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Fetches an export into a folder; files that are there already are not fetched again. */
public final class ExportRun {
    private static final String STATE = ".export";

    private final BulkClient client;
    private final Path folder;
    private final Consumer<String> progress;

    /** A run into a folder. */
    public ExportRun(BulkClient client, Path folder, Consumer<String> progress) {
        this.client = client;
        this.folder = folder;
        this.progress = progress;
    }

    /** The manifest, once all its files are there. */
    public JsonNode of(String pathAndQuery) {
        try {
            Files.createDirectories(folder);
            Path state = folder.resolve(STATE);
            Optional<JsonNode> known = Optional.empty();
            if (Files.exists(state)) {
                String[] lines = Files.readString(state, StandardCharsets.UTF_8).split("\n", -1);
                if (lines.length > 1 && lines[1].equals(pathAndQuery)) {
                    known = client.done(URI.create(lines[0]), progress);
                }
            }
            JsonNode manifest = known.isPresent() ? known.get() : begun(pathAndQuery, state);
            fetch(manifest.path("output"), "");
            fetch(manifest.path("deleted"), "deleted-");
            Files.writeString(folder.resolve("manifest.json"), manifest.toPrettyString());
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    private JsonNode begun(String pathAndQuery, Path state) throws IOException {
        URI job = client.beginExport(pathAndQuery);
        Files.writeString(state, job + "\n" + pathAndQuery + "\n", StandardCharsets.UTF_8);
        return client.done(job, progress).orElseThrow(() -> new IOException("the export was cancelled"));
    }

    private void fetch(JsonNode files, String prefix) throws IOException {
        int number = 0;
        for (JsonNode each : files) {
            String address = each.path("url").asText();
            // The job's id is part of the name: files of another export are other files.
            String job = address.replaceFirst(".*/([^/]+)/[^/]+$", "$1");
            String name = "%s%s-%04d-%s.ndjson"
                    .formatted(
                            prefix,
                            each.path("type").asText(),
                            ++number,
                            job.substring(Math.max(0, job.length() - 12)));
            Path file = folder.resolve(name);
            if (!Files.exists(file)) {
                client.download(URI.create(address), file);
            }
            progress.accept("%d of %d %sfiles".formatted(number, files.size(), prefix.replace("-", " ")));
        }
    }
}
