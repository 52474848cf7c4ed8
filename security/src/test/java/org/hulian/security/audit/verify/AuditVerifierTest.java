package org.hulian.security.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hulian.security.audit.verify.Forgery.joined;
import static org.hulian.security.audit.verify.Forgery.keys;
import static org.hulian.security.audit.verify.Forgery.lines;
import static org.hulian.security.audit.verify.Forgery.without;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hulian.security.audit.AuditEntryCodec;
import org.hulian.security.audit.AuditExport;
import org.hulian.security.audit.CheckpointSigner;
import org.hulian.security.audit.Entries;
import org.hulian.security.audit.HashChain;
import org.hulian.security.audit.verify.Verdict.Intact;
import org.hulian.security.audit.verify.Verdict.Kind;
import org.hulian.security.audit.verify.Verdict.Tampered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 39 of the attack list: a whole export is intact, and tampering with what was signed is found. */
class AuditVerifierTest extends ExportedLogs {
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
}
