package org.hulian.security.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hulian.security.audit.verify.Forgery.forged;
import static org.hulian.security.audit.verify.Forgery.joined;
import static org.hulian.security.audit.verify.Forgery.keys;
import static org.hulian.security.audit.verify.Forgery.lines;
import static org.hulian.security.audit.verify.Forgery.replaced;
import static org.hulian.security.audit.verify.Forgery.with;
import static org.hulian.security.audit.verify.Forgery.without;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.hulian.security.audit.AuditEntryCodec;
import org.hulian.security.audit.AuditExport;
import org.hulian.security.audit.Checkpoint;
import org.hulian.security.audit.CheckpointSigner;
import org.hulian.security.audit.Entries;
import org.hulian.security.audit.HashChain;
import org.hulian.security.audit.verify.Verdict.Intact;
import org.hulian.security.audit.verify.Verdict.Kind;
import org.hulian.security.audit.verify.Verdict.Tampered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 39 of the attack list: every kind of tampering is found and located. */
class AuditVerifierTest {

    private static final KeyPair KEYS = keys();
    private static final int PER_LOG = 12;

    @TempDir
    private Path home;

    private Path export;

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

    @Test
    void findsAWholeExportIntact() {
        assertThat(verify()).isEqualTo(new Intact(2, 24, 6));
    }

    @Test
    void takesTheKeyAsPemDerOrRawBytes() {
        byte[] der = KEYS.getPublic().getEncoded();
        byte[] raw = HexFormat.of().parseHex(HexFormat.of().formatHex(der, der.length - 32, der.length));
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";

        assertThat(AuditVerifier.verify(export, der)).isInstanceOf(Intact.class);
        assertThat(AuditVerifier.verify(export, raw)).isInstanceOf(Intact.class);
        assertThat(AuditVerifier.verify(export, pem.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(Intact.class);
        assertThatThrownBy(() -> AuditVerifier.verify(export, new byte[7])).hasMessageContaining("not an Ed25519");
    }

    /** RFC 8032, 7.1, test 1. */
    @Test
    void verifiesEd25519AsItsSpecificationDoes() {
        HexFormat hex = HexFormat.of();
        byte[] key = hex.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        byte[] signature = hex.parseHex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");

        assertThat(Ed25519.verifies(Ed25519.publicKey(key), new byte[0], signature))
                .isTrue();
        assertThat(Ed25519.verifies(Ed25519.publicKey(key), new byte[1], signature))
                .isFalse();
    }

    /** Every byte of the frame of one entry, and bytes all over the file. */
    @Test
    void findsAFlippedByteAndNamesItsEntry() throws IOException {
        byte[] original = Files.readAllBytes(file("entries.ndjson"));
        List<byte[]> lines = lines(original);
        int start = 0;
        for (int line = 0; line < lines.size(); line++) {
            int length = lines.get(line).length;
            int log = line / PER_LOG + 1;
            int seq = line % PER_LOG + 1;
            for (int i = 0; i < length; i += line == 7 && i < 190 ? 1 : 97) {
                byte[] changed = original.clone();
                changed[start + i] ^= 1;
                Files.write(file("entries.ndjson"), changed);

                assertThat(verify())
                        .as("byte %d of entry %d of log %d", i, seq, log)
                        .isInstanceOfSatisfying(Tampered.class, tampered -> {
                            assertThat(tampered.kind()).isEqualTo(Kind.EDITED);
                            assertThat(tampered.log()).isEqualTo(log);
                            assertThat(tampered.seq()).isEqualTo(seq);
                        });
            }
            start += length + 1;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 10})
    void findsADeletedEntry(int line) throws IOException {
        edit(lines -> without(lines, line));

        assertThat(verify()).isEqualTo(tampered(Kind.DELETED, 1, line + 1, "The entry is missing."));
    }

    @Test
    void findsADeletedEntryBehindRenumberedOnes() throws IOException {
        edit(lines -> {
            List<byte[]> left = without(lines, 3);
            for (int i = 3; i < PER_LOG - 1; i++) {
                left.set(i, replaced(left.get(i), "\"seq\":" + (i + 2) + ",", "\"seq\":" + (i + 1) + ","));
            }
            return left;
        });

        assertThat(verify())
                .isEqualTo(tampered(Kind.DELETED, 1, 4, "The entry is missing and those after it were renumbered."));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 10})
    void findsACopiedEntry(int line) throws IOException {
        edit(lines -> with(lines, line + 1, lines.get(line)));

        assertThat(verify()).isInstanceOfSatisfying(Tampered.class, tampered -> {
            assertThat(tampered.kind()).isEqualTo(Kind.INSERTED);
            assertThat(tampered.seq()).isEqualTo(line + 1);
        });
    }

    @Test
    void findsAForgedEntryThatFitsWhatIsBeforeIt() throws IOException {
        edit(lines -> with(lines, 6, forged(lines.get(5), 1, 7, "{\"forged\":true}")));

        assertThat(verify()).isEqualTo(tampered(Kind.INSERTED, 1, 7, "There are two entries of this number."));
    }

    @Test
    void findsAForgedEntryBehindRenumberedOnes() throws IOException {
        edit(lines -> {
            List<byte[]> more = with(lines, 6, forged(lines.get(5), 1, 7, "{\"forged\":true}"));
            for (int i = PER_LOG; i > 6; i--) {
                more.set(i, replaced(more.get(i), "\"seq\":" + i + ",", "\"seq\":" + (i + 1) + ","));
            }
            return more;
        });

        assertThat(verify()).isEqualTo(tampered(Kind.INSERTED, 1, 7, "The entry after it does not know it."));
    }

    @Test
    void findsAnEntryAddedAtTheEnd() throws IOException {
        edit(lines -> with(lines, 24, forged(lines.get(23), 2, 13, "{\"forged\":true}")));

        assertThat(verify()).isEqualTo(tampered(Kind.INSERTED, 2, 13, "An entry follows the signed end."));
    }

    @Test
    void findsAnEntryRewrittenWithItsOwnHash() throws IOException {
        edit(lines -> {
            List<byte[]> changed = new ArrayList<>(lines);
            changed.set(6, forged(lines.get(5), 1, 7, "{\"forged\":true}"));
            return changed;
        });

        assertThat(verify()).isEqualTo(tampered(Kind.EDITED, 1, 7, "The entry after it hashed another one."));
    }

    @Test
    void findsAChainComputedAgainFromAnEntryOn() throws IOException {
        edit(lines -> {
            List<byte[]> changed = new ArrayList<>(lines);
            changed.set(6, forged(lines.get(5), 1, 7, "{\"forged\":true}"));
            for (int i = 7; i < PER_LOG; i++) {
                String line = new String(lines.get(i), StandardCharsets.UTF_8);
                String entry = line.substring(line.indexOf("\"entry\":") + 8, line.length() - 1);
                changed.set(i, forged(changed.get(i - 1), 1, i + 1, entry));
            }
            return changed;
        });

        assertThat(verify())
                .isEqualTo(tampered(Kind.REWRITTEN, 1, 6, "The chain from here on is not the one that was signed."));
    }

    @Test
    void findsSwappedEntries() throws IOException {
        edit(lines -> {
            List<byte[]> swapped = new ArrayList<>(lines);
            swapped.set(4, lines.get(8));
            swapped.set(8, lines.get(4));
            return swapped;
        });

        assertThat(verify()).isEqualTo(tampered(Kind.REORDERED, 1, 5, "The entry comes later than it should."));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 18, 23})
    void findsATruncatedExport(int kept) throws IOException {
        edit(lines -> new ArrayList<>(lines.subList(0, kept)));

        assertThat(verify()).isInstanceOfSatisfying(Tampered.class, tampered -> {
            assertThat(tampered.kind()).isEqualTo(Kind.TRUNCATED);
            assertThat(tampered.log()).isEqualTo(kept < PER_LOG ? 1 : 2);
            assertThat(tampered.seq()).isEqualTo(kept % PER_LOG + 1);
        });
    }

    @Test
    void findsTheEndOfTheFirstOfTwoLogsCutOff() throws IOException {
        edit(lines -> without(lines, 11));

        assertThat(verify()).isEqualTo(tampered(Kind.TRUNCATED, 1, 12, "The log ends before its signed end 12."));
    }

    /** The hub's own database was cut, and it signed a manifest for what was left. */
    @Test
    void findsALogCutBeforeItWasExported() throws IOException {
        Path cut = home.resolve("cut");
        CheckpointSigner signer = new CheckpointSigner("audit-1", KEYS.getPrivate());
        try (AuditExport out = AuditExport.into(cut, signer, Entries.NOW)) {
            HashChain chain = HashChain.start(1);
            byte[] canonical = AuditEntryCodec.encode(Entries.random(new Random(1)));
            out.entry(chain.append(canonical), canonical);
            out.checkpoint(signer.sign(1, 9, new byte[32], Entries.NOW));
        }

        assertThat(AuditVerifier.verify(cut, KEYS.getPublic().getEncoded()))
                .isEqualTo(tampered(Kind.TRUNCATED, 1, 2, "A checkpoint was signed at entry 9."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "checkpoints.ndjson"})
    void findsAFlippedByteOfWhatIsSigned(String name) throws IOException {
        byte[] original = Files.readAllBytes(file(name));
        for (int i = 0; i < original.length; i += 13) {
            byte[] changed = original.clone();
            changed[i] ^= 1;
            Files.write(file(name), changed);

            assertThat(verify()).as("byte %d", i).isInstanceOf(Tampered.class);
        }
    }

    @Test
    void findsARemovedCheckpoint() throws IOException {
        List<byte[]> lines = lines(Files.readAllBytes(file("checkpoints.ndjson")));
        Files.write(file("checkpoints.ndjson"), joined(without(lines, 2)));

        assertThat(verify())
                .isInstanceOfSatisfying(
                        Tampered.class, tampered -> assertThat(tampered.kind()).isEqualTo(Kind.EDITED));
    }

    @Test
    void findsAnExportSignedByAnotherKey() {
        assertThat(AuditVerifier.verify(export, keys().getPublic().getEncoded()))
                .isEqualTo(tampered(Kind.BAD_SIGNATURE, 0, 0, "The manifest is not signed by the given key."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "checkpoints.ndjson", "entries.ndjson"})
    void findsAMissingFile(String name) throws IOException {
        Files.delete(file(name));

        assertThat(verify()).isEqualTo(tampered(Kind.UNREADABLE, 0, 0, "A file is missing or cannot be read."));
    }

    private Verdict verify() {
        return AuditVerifier.verify(export, KEYS.getPublic().getEncoded());
    }

    private Path file(String name) {
        return export.resolve(name);
    }

    private void edit(UnaryOperator<List<byte[]>> change) throws IOException {
        List<byte[]> lines = lines(Files.readAllBytes(file("entries.ndjson")));
        Files.write(file("entries.ndjson"), joined(change.apply(lines)));
    }

    private static Tampered tampered(Kind kind, int log, long seq, String detail) {
        return new Tampered(kind, log, seq, detail);
    }
}
