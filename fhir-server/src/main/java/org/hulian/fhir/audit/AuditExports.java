package org.hulian.fhir.audit;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hulian.security.audit.AuditExport;
import org.hulian.security.audit.Checkpoint;
import org.hulian.security.audit.CheckpointSigner;
import org.hulian.security.audit.HashChain;
import org.hulian.security.crypto.SigningKey;

/** Writes the log up to its last checkpoint as an archive the auditor can verify offline. For worker threads. */
public final class AuditExports {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How far each log is signed. */
    private static final String SIGNED = "select log, max(seq) from hub.checkpoint group by log order by log";

    /** Served by the primary key, in its order. */
    private static final String ENTRIES = """
            select seq, prev, hash, body from hub.entry
             where log = $1 and seq > $2 and seq <= $3 order by seq limit 1000
            """;

    private static final String CHECKPOINTS = """
            select seq, hash, at, key_id, signature from hub.checkpoint where log = $1 order by seq, at
            """;

    private final Pool audit;
    private final SigningKey key;
    private final Clock clock;

    /** Reads the audit database; the manifest is signed with the key of the checkpoints. */
    public AuditExports(Pool audit, SigningKey key, Clock clock) {
        this.audit = audit;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Writes the archive: entries, checkpoints, manifest and the public key.
     *
     * @return a temporary file only its owner can read, to be deleted by whoever sent it
     */
    public Path write() {
        try {
            Path folder = Files.createTempDirectory("hulian-audit-export");
            try {
                CheckpointSigner signer = new CheckpointSigner(key.id(), key.privateKey());
                try (AuditExport export = AuditExport.into(folder, signer, clock.instant())) {
                    for (Row log : rows(SIGNED, Tuple.tuple())) {
                        write(export, log.getInteger(0), log.getLong(1));
                    }
                }
                Files.writeString(folder.resolve("audit-public-key.pem"), key.publicPem(), StandardCharsets.US_ASCII);
                return zipped(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("audit export", e);
        }
    }

    private void write(AuditExport export, int log, long last) throws IOException {
        long seq = 0;
        while (seq < last) {
            for (Row row : rows(ENTRIES, Tuple.of(log, seq, last))) {
                seq = row.getLong(0);
                export.entry(
                        new HashChain.Link(
                                log,
                                seq,
                                row.getBuffer(1).getBytes(),
                                row.getBuffer(2).getBytes()),
                        row.getBuffer(3).getBytes());
            }
        }
        for (Row row : rows(CHECKPOINTS, Tuple.of(log))) {
            export.checkpoint(new Checkpoint(
                    log,
                    row.getLong(0),
                    row.getBuffer(1).getBytes(),
                    row.getOffsetDateTime(2).toInstant(),
                    row.getString(3),
                    row.getBuffer(4).getBytes()));
        }
    }

    private RowSet<Row> rows(String sql, Tuple binds) {
        return audit.preparedQuery(sql).execute(binds).await().atMost(PATIENCE);
    }

    private static Path zipped(Path folder) throws IOException {
        Path archive = Files.createTempFile("hulian-audit-export", ".zip");
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Path part : parts(folder)) {
                zip.putNextEntry(new ZipEntry(part.getFileName().toString()));
                Files.copy(part, zip);
                zip.closeEntry();
            }
        }
        return archive;
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (var parts = Files.list(folder)) {
            return new ArrayList<>(parts.sorted().toList());
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path part : parts(folder)) {
            Files.delete(part);
        }
        Files.delete(folder);
    }
}
