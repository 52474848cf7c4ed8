package org.hulian.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path home;

    @Test
    void keepsAPasswordOnceMade() {
        String first = secrets().password("logins", "resident1");

        assertThat(secrets().password("logins", "resident1")).isEqualTo(first);
        assertThat(first).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
    }

    @Test
    void givesEveryNameAPasswordOfItsOwn() {
        assertThat(secrets().password("logins", "resident1"))
                .isNotEqualTo(secrets().password("logins", "resident2"));
    }

    @Test
    void hidesTheFileFromOtherAccounts() throws Exception {
        secrets().password("postgres", "postgres");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets.json"))))
                .isEqualTo("rw-------");
    }

    private Secrets secrets() {
        return new Secrets(home.resolve("secrets.json"));
    }
}
