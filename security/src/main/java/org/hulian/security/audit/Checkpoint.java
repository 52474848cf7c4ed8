package org.hulian.security.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A signed statement of how far a log reached and what its hash was.
 *
 * @param log number of the log
 * @param seq number of the last entry it covers
 * @param hash chain hash of that entry, 32 bytes
 * @param at when it was signed
 * @param keyId which key signed
 * @param signature Ed25519 over {@link #signedBytes}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Checkpoint(int log, long seq, byte[] hash, Instant at, String keyId, byte[] signature) {

    /** The text that is signed: a fixed heading, then one value per line, each line ended by LF. */
    static byte[] signedBytes(int log, long seq, byte[] hash, Instant at, String keyId) {
        String text = "hulian-audit-checkpoint/1\n" + log + "\n" + seq + "\n"
                + HexFormat.of().formatHex(hash) + "\n" + at + "\n" + keyId + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
