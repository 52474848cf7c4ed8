package org.hulian.security.audit;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes an export: {@code entries.ndjson}, {@code checkpoints.ndjson} and a signed {@code manifest.json}, one line
 * each per entry and checkpoint. Entries go log by log, in order; the manifest is written when it is closed.
 */
public final class AuditExport implements Closeable {

    private static final HexFormat HEX = HexFormat.of();

    private final Path directory;
    private final CheckpointSigner signer;
    private final Instant now;
    private final DigestOutputStream entries;
    private final DigestOutputStream checkpoints;
    private final Map<Integer, HashChain.Link> last = new LinkedHashMap<>();
    private final Map<Integer, Long> first = new LinkedHashMap<>();

    private AuditExport(Path directory, CheckpointSigner signer, Instant now) throws IOException {
        this.directory = directory;
        this.signer = signer;
        this.now = now;
        this.entries = file("entries.ndjson");
        this.checkpoints = file("checkpoints.ndjson");
    }

    /**
     * Starts an export.
     *
     * @param directory made if absent; must hold no export yet
     * @param signer signs the manifest
     */
    public static AuditExport into(Path directory, CheckpointSigner signer, Instant now) throws IOException {
        Files.createDirectories(directory);
        return new AuditExport(directory, signer, now);
    }

    /** The next entry of its log. */
    public void entry(HashChain.Link link, byte[] canonical) throws IOException {
        first.putIfAbsent(link.log(), link.seq());
        last.put(link.log(), link);
        String head = "{\"log\":" + link.log() + ",\"seq\":" + link.seq() + ",\"prev\":\"" + HEX.formatHex(link.prev())
                + "\",\"hash\":\"" + HEX.formatHex(link.hash()) + "\",\"entry\":";
        entries.write(head.getBytes(StandardCharsets.US_ASCII));
        entries.write(canonical);
        entries.write('}');
        entries.write('\n');
    }

    /** A checkpoint; all of them belong in the export, in any order. */
    public void checkpoint(Checkpoint checkpoint) throws IOException {
        String line = "{\"log\":" + checkpoint.log() + ",\"seq\":" + checkpoint.seq() + ",\"hash\":\""
                + HEX.formatHex(checkpoint.hash()) + "\",\"at\":\"" + checkpoint.at() + "\",\"keyId\":\""
                + checkpoint.keyId() + "\",\"signature\":\"" + base64(checkpoint.signature()) + "\"}\n";
        checkpoints.write(line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        entries.close();
        checkpoints.close();
        StringBuilder logs = new StringBuilder();
        last.forEach((log, link) -> logs.append(logs.isEmpty() ? "" : ",")
                .append("{\"log\":" + log + ",\"first\":" + first.get(log) + ",\"last\":" + link.seq() + ",\"hash\":\""
                        + HEX.formatHex(link.hash()) + "\"}"));
        String signed = "{\"format\":\"hulian-audit-export/1\",\"created\":\"" + now + "\",\"keyId\":\""
                + signer.keyId() + "\",\"logs\":[" + logs + "],\"entries\":\"" + digest(entries)
                + "\",\"checkpoints\":\"" + digest(checkpoints) + "\"";
        byte[] signature = signer.sign(signed.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                directory.resolve("manifest.json"),
                signed + ",\"signature\":\"" + base64(signature) + "\"}\n",
                StandardOpenOption.CREATE_NEW);
    }

    private DigestOutputStream file(String name) throws IOException {
        OutputStream file = Files.newOutputStream(directory.resolve(name), StandardOpenOption.CREATE_NEW);
        try {
            return new DigestOutputStream(
                    new BufferedOutputStream(file, 1 << 16), MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JDK has no SHA-256", absent);
        }
    }

    private static String digest(DigestOutputStream file) {
        return HEX.formatHex(file.getMessageDigest().digest());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
