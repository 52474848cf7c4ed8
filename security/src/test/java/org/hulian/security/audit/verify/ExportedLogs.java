package org.hulian.security.audit.verify;

import static org.hulian.security.audit.verify.Forgery.joined;
import static org.hulian.security.audit.verify.Forgery.keys;
import static org.hulian.security.audit.verify.Forgery.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.hulian.security.audit.AuditEntryCodec;
import org.hulian.security.audit.AuditExport;
import org.hulian.security.audit.Checkpoint;
import org.hulian.security.audit.CheckpointSigner;
import org.hulian.security.audit.Entries;
import org.hulian.security.audit.HashChain;
import org.hulian.security.audit.verify.Verdict.Kind;
import org.hulian.security.audit.verify.Verdict.Tampered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two exported logs to tamper with. */
abstract class ExportedLogs {
    static final KeyPair KEYS = keys();
    static final int PER_LOG = 12;

    @TempDir
    Path home;

    Path export;

    /** Two logs of twelve entries with a checkpoint after every fifth and at the end. */
    @BeforeEach
    void write() throws IOException {
        export = home.resolve("export");
        CheckpointSigner signer = new CheckpointSigner("audit-1", KEYS.getPrivate());
        Random random = new Random(39);
        try (AuditExport out = AuditExport.into(export, signer, Entries.NOW)) {
            for (int log = 1; log <= 2; log++) {
                HashChain chain = HashChain.start(log);
                for (int i = 1; i <= PER_LOG; i++) {
                    byte[] canonical = AuditEntryCodec.encode(Entries.random(random));
                    HashChain.Link link = chain.append(canonical);
                    out.entry(link, canonical);
                    if (i % 5 == 0 || i == PER_LOG) {
                        Instant at = Entries.NOW.plusSeconds(i);
                        Checkpoint checkpoint = signer.sign(log, link.seq(), link.hash(), at);
                        out.checkpoint(checkpoint);
                    }
                }
            }
        }
    }

    Verdict verify() {
        return AuditVerifier.verify(export, KEYS.getPublic().getEncoded());
    }

    Path file(String name) {
        return export.resolve(name);
    }

    void edit(UnaryOperator<List<byte[]>> change) throws IOException {
        List<byte[]> lines = lines(Files.readAllBytes(file("entries.ndjson")));
        Files.write(file("entries.ndjson"), joined(change.apply(lines)));
    }

    static Tampered tampered(Kind kind, int log, long seq, String detail) {
        return new Tampered(kind, log, seq, detail);
    }
}
