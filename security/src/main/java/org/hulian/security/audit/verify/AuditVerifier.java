package org.hulian.security.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Verifies an exported audit log with a public key, without the hub. What it proves: the entries are those the hub
 * signed for. What it cannot: that a hub holding the key did not sign another history; for that compare checkpoints
 * kept elsewhere.
 */
public final class AuditVerifier {

    private final Path directory;
    private final PublicKey key;

    private AuditVerifier(Path directory, PublicKey key) {
        this.directory = directory;
        this.key = key;
    }

    /**
     * Reads the whole export once.
     *
     * @param exportDirectory with {@code manifest.json}, {@code checkpoints.ndjson}, {@code entries.ndjson}
     * @param publicKey Ed25519 public key: PEM, DER (SubjectPublicKeyInfo) or 32 raw bytes
     * @throws IllegalArgumentException when that is not a public key
     */
    public static Verdict verify(Path exportDirectory, byte[] publicKey) {
        AuditVerifier verifier = new AuditVerifier(exportDirectory, Ed25519.publicKey(publicKey));
        try {
            return verifier.run();
        } catch (TamperedException tampered) {
            return tampered.verdict();
        } catch (IOException unreadable) {
            return new Verdict.Tampered(Verdict.Kind.UNREADABLE, 0, 0, "A file is missing or cannot be read.");
        }
    }

    private Verdict run() throws IOException, TamperedException {
        SignedManifest manifest = SignedManifest.read(Files.readAllBytes(directory.resolve("manifest.json")), key);
        Map<Integer, Map<Long, String>> signed = new HashMap<>();
        int checkpoints = 0;
        try (LineFile file = new LineFile(directory.resolve("checkpoints.ndjson"))) {
            for (byte[] line = file.next(); line != null; line = file.next()) {
                SignedHead head = SignedHead.read(line, key);
                signed.computeIfAbsent(head.log(), log -> new HashMap<>()).put(head.seq(), head.hash());
                checkpoints++;
            }
            file.requireDigest(manifest.checkpointsDigest(), "checkpoints.ndjson");
        }
        long entries = entries(manifest.logs(), signed, manifest.entriesDigest());
        return new Verdict.Intact(manifest.logs().size(), entries, checkpoints);
    }

    private long entries(List<SignedManifest.Log> logs, Map<Integer, Map<Long, String>> signed, String digest)
            throws IOException, TamperedException {
        long count = 0;
        Path path = directory.resolve("entries.ndjson");
        try (LineFile file = new LineFile(path)) {
            for (SignedManifest.Log log : logs) {
                LogWalk walk = new LogWalk(log, signed.getOrDefault(log.number(), Map.of()), path);
                while (!walk.isDone()) {
                    walk.step(file.next());
                    count++;
                }
                walk.finish();
            }
            byte[] beyond = file.next();
            if (beyond != null) {
                SignedManifest.Log last = logs.isEmpty() ? new SignedManifest.Log(0, 0, 0, "") : logs.getLast();
                throw new TamperedException(
                        Verdict.Kind.INSERTED, last.number(), last.last() + 1, "An entry follows the signed end.");
            }
            file.requireDigest(digest, "entries.ndjson");
        }
        return count;
    }
}
