package org.hulian.launcher.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.feed.SentFiles;
import org.jspecify.annotations.Nullable;

/** Sends resources in pieces; while the hub writes one piece the next is read and sent. */
public final class ImportRun {
    /** Below the hub's limit of 5 MiB for a request. */
    private static final int PIECE = 4 << 20;

    private final BulkClient client;
    private final SentFiles sent;
    private final Consumer<String> progress;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);
    private @Nullable Posted posted;
    private long written;
    private long unchanged;
    private long refused;
    private long skipped;

    /**
     * A run.
     *
     * @param sent     pieces that earlier runs finished
     * @param progress told of each piece
     */
    public ImportRun(BulkClient client, SentFiles sent, Consumer<String> progress) {
        this.client = client;
        this.sent = sent;
        this.progress = progress;
    }

    /** A piece the hub is working on. */
    private record Posted(byte[] lines, URI job) {}

    /** What came of it, in resources; {@code skipped} counts pieces. */
    public record Summary(long written, long unchanged, long refused, long skipped) {}

    /** Sends everything in the files. */
    public Summary of(List<Path> files) {
        FhirLines lines = new FhirLines();
        for (Path file : files) {
            lines.read(file, this::add);
        }
        flush();
        settle();
        return new Summary(written, unchanged, refused, skipped);
    }

    private void add(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (piece.size() + bytes.length + 1 > PIECE) {
            flush();
        }
        piece.writeBytes(bytes);
        piece.write('\n');
    }

    private void flush() {
        if (piece.size() == 0) {
            return;
        }
        byte[] lines = piece.toByteArray();
        piece.reset();
        if (sent.has(lines)) {
            skipped++;
            return;
        }
        URI job = client.beginImport(lines);
        settle();
        posted = new Posted(lines, job);
    }

    private void settle() {
        Posted waiting = posted;
        if (waiting == null) {
            return;
        }
        posted = null;
        JsonNode result = client.done(waiting.job(), text -> {})
                .orElseThrow(() -> new LaunchFailure("The hub does not know the import any more. Run it again."));
        for (JsonNode file : result.path("output")) {
            written += file.path("written").asLong();
            unchanged += file.path("unchanged").asLong();
        }
        for (JsonNode file : result.path("error")) {
            refused += file.path("count").asLong();
            progress.accept("refused lines: " + file.path("url").asText());
        }
        sent.add(waiting.lines());
        progress.accept("%d written, %d unchanged, %d refused".formatted(written, unchanged, refused));
    }
}
