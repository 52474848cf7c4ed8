package org.hulian.security.audit.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.hulian.security.audit.verify.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/** Walks one log from its first entry to its signed end, and says what was done where the chain does not hold. */
final class LogWalk {

    private final SignedManifest.Log log;
    private final Map<Long, String> signed;
    private final Path entries;
    private final MessageDigest sha256 = Sha256.digest();

    private long expected;
    private long lastSigned;
    private @Nullable String head;
    private @Nullable String headBefore;

    LogWalk(SignedManifest.Log log, Map<Long, String> signed, Path entries) {
        this.log = log;
        this.signed = signed;
        this.entries = entries;
        this.expected = log.first();
        this.lastSigned = log.first() - 1;
        // An export from the middle hangs on its first line's word, which the signed end covers.
        this.head = log.first() == 1 ? genesis(log.number()) : signed.get(log.first() - 1);
    }

    boolean isDone() {
        return expected > log.last();
    }

    void step(byte @Nullable [] bytes) throws IOException, TamperedException {
        if (bytes == null) {
            throw fault(Kind.TRUNCATED, expected, "The log ends before its signed end " + log.last() + ".");
        }
        EntryLine line = EntryLine.read(bytes, sha256)
                .orElseThrow(() -> fault(Kind.EDITED, expected, "The entry is not in its canonical form."));
        boolean follows = head == null || line.prev().equals(head);
        if (line.log() != log.number() || line.seq() != expected || !line.isWhole() || !follows) {
            throw diagnose(line, follows);
        }
        headBefore = head;
        head = line.hash();
        String signedHash = signed.get(expected);
        if (signedHash != null) {
            requireSigned(signedHash);
            lastSigned = expected;
        }
        expected++;
    }

    void finish() throws TamperedException {
        requireSigned(log.hash());
        for (long seq : signed.keySet()) {
            if (seq > log.last()) {
                throw fault(Kind.TRUNCATED, expected, "A checkpoint was signed at entry " + seq + ".");
            }
        }
    }

    private void requireSigned(String hash) throws TamperedException {
        if (!hash.equals(head)) {
            throw fault(Kind.REWRITTEN, lastSigned + 1, "The chain from here on is not the one that was signed.");
        }
    }

    private TamperedException diagnose(EntryLine line, boolean follows) throws IOException {
        if (line.isWhole() && follows) {
            return fault(Kind.EDITED, expected, "The number of the entry was changed.");
        }
        if (line.log() != log.number() || line.seq() > expected) {
            return isLater(expected)
                    ? fault(Kind.REORDERED, expected, "The entry comes later than it should.")
                    : missing();
        }
        if (line.seq() < expected) {
            return fault(Kind.INSERTED, line.seq(), "There are two entries of this number.");
        }
        if (!line.isWhole()) {
            return fault(Kind.EDITED, expected, "The entry is not what was hashed.");
        }
        if (line.prev().equals(headBefore)) {
            return fault(Kind.INSERTED, expected - 1, "The entry after it does not know it.");
        }
        return lastSeq() < log.last()
                ? fault(Kind.DELETED, expected, "The entry is missing and those after it were renumbered.")
                : fault(Kind.EDITED, Math.max(log.first(), expected - 1), "The entry after it hashed another one.");
    }

    /** Nothing of the log after this place: its end was cut off, not an entry taken out. */
    private TamperedException missing() throws IOException {
        return lastSeq() < expected
                ? fault(Kind.TRUNCATED, expected, "The log ends before its signed end " + log.last() + ".")
                : fault(Kind.DELETED, expected, "The entry is missing.");
    }

    private boolean isLater(long seq) throws IOException {
        try (LineFile file = new LineFile(entries)) {
            for (byte[] line = file.next(); line != null; line = file.next()) {
                Optional<EntryLine> entry = EntryLine.read(line, sha256);
                if (entry.isPresent()
                        && entry.get().log() == log.number()
                        && entry.get().seq() == seq) {
                    return true;
                }
            }
        }
        return false;
    }

    private long lastSeq() throws IOException {
        long last = 0;
        try (LineFile file = new LineFile(entries)) {
            for (byte[] line = file.next(); line != null; line = file.next()) {
                Optional<EntryLine> entry = EntryLine.read(line, sha256);
                if (entry.isPresent() && entry.get().log() == log.number()) {
                    last = Math.max(last, entry.get().seq());
                }
            }
        }
        return last;
    }

    private static String genesis(int log) {
        byte[] text = ("hulian-audit-log/1:" + log).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(Sha256.digest().digest(text));
    }

    private TamperedException fault(Kind kind, long seq, String detail) {
        return new TamperedException(kind, log.number(), seq, detail);
    }
}
