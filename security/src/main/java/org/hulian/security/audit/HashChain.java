package org.hulian.security.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The head of one log. Every entry's hash is SHA-256 over the previous hash and the canonical entry; the first
 * "previous" hash is SHA-256 of {@code hulian-audit-log/1:<log>}. One writer per log: not thread-safe.
 */
public final class HashChain {

    /**
     * A place in the log.
     *
     * @param seq from 1, without gaps
     * @param prev hash of the entry before, 32 bytes
     * @param hash of this entry, 32 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Link(int log, long seq, byte[] prev, byte[] hash) {}

    private final int log;
    private final MessageDigest sha256;
    private long seq;
    private byte[] head;

    private HashChain(int log, long seq, byte[] head) {
        this.log = log;
        this.seq = seq;
        this.head = head;
        this.sha256 = sha256();
    }

    /** An empty log. */
    public static HashChain start(int log) {
        return new HashChain(log, 0, genesis(log));
    }

    /** Goes on after the last entry that was stored. */
    public static HashChain resume(int log, long lastSeq, byte[] lastHash) {
        return new HashChain(log, lastSeq, lastHash.clone());
    }

    public Link append(byte[] canonical) {
        sha256.update(head);
        byte[] hash = sha256.digest(canonical);
        Link link = new Link(log, ++seq, head, hash);
        head = hash;
        return link;
    }

    public int log() {
        return log;
    }

    /** Number of the last entry, 0 when there is none. */
    public long seq() {
        return seq;
    }

    public byte[] head() {
        return head.clone();
    }

    private static byte[] genesis(int log) {
        return sha256().digest(("hulian-audit-log/1:" + log).getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JDK has no SHA-256", absent);
        }
    }
}
