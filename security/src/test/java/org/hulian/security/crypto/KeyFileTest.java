package org.hulian.security.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void keepsTheKeysItMadeAtFirst(CryptoSuite suite) throws Exception {
        Path file = home.resolve("keys.json");

        KeyFile made = KeyFile.createIfAbsent(file, suite, random);
        KeyFile again = KeyFile.createIfAbsent(file, suite, random);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(again.pseudonym().bytes()).isEqualTo(made.pseudonym().bytes());
        assertThat(again.master().bytes()).isEqualTo(made.master().bytes()).hasSize(32);
        assertThat(again.page().bytes()).isNotEqualTo(again.lookup().bytes());
        assertThat(again.suite()).isEqualTo(suite);
        assertThat(again.audit().publicPem()).isEqualTo(made.audit().publicPem());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(again.audit().privateKey());
        byte[] signed = signature.sign();
        signature.initVerify(made.audit().publicKey());
        assertThat(signature.verify(signed)).isTrue();
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aRotatedMasterKeySealsAndTheRetiredOneStillOpens() throws IOException {
        Path file = home.resolve("keys.json");
        KeyFile before = KeyFile.createIfAbsent(file, CryptoSuite.INTERNATIONAL, random);
        byte[] context = {7};
        byte[] old = new MasterSealer(before, random).seal(new byte[] {1}, context);

        before.rotated(random).replace(file);
        KeyFile after = KeyFile.load(file);
        MasterSealer sealer = new MasterSealer(after, random);

        assertThat(after.retired()).extracting(SecretKeyBytes::id).containsExactly(1);
        assertThat(AesGcmSealer.keyIdOf(sealer.seal(new byte[] {2}, context))).isEqualTo(2);
        assertThat(sealer.open(old, context)).containsExactly(1);
        assertThatThrownBy(() -> new MasterSealer(after.withoutRetired(), random).open(old, context))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("master key 1");
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void refusesAFileOpenToOthers(String permissions) throws IOException {
        Path file = home.resolve("keys.json");
        KeyFile.createIfAbsent(file, CryptoSuite.INTERNATIONAL, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> KeyFile.load(file))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(permissions)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void saysWhatToDoWhenThereIsNone() {
        assertThatThrownBy(() -> KeyFile.load(home.resolve("keys.json"))).hasMessageContaining("no key file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"format\":\"hulian-keys/1\"}",
                "{\"format\":\"hulian-keys/1\",\"suite\":\"NATIONAL\"}"
            })
    void refusesADamagedFileWithoutQuotingIt(String content) throws IOException {
        Path file = home.resolve("keys.json");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);

        assertThatThrownBy(() -> KeyFile.load(file))
                .isInstanceOf(KeyFileException.class)
                .hasNoCause();
    }

    @Test
    void printsNoKey() throws IOException {
        Path file = home.resolve("keys.json");

        String printed =
                KeyFile.createIfAbsent(file, CryptoSuite.INTERNATIONAL, random).toString();

        assertThat(printed).contains("key 1").contains("signing key audit-1").hasSizeLessThan(200);
    }
}
