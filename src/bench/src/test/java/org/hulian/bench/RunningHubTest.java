package org.hulian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningHubTest {
    private final long self = ProcessHandle.current().pid();

    @TempDir
    Path home;

    @Test
    void readsAddressesAndProcessesFromTheHome() throws IOException {
        write("run/hub.pid", self + " 2026-11-21T20:00:00Z 8780\n");
        write("run/keycloak.pid", "77 2026-11-21T20:00:00Z 8880\n");
        write("postgres/data/postmaster.pid", "4712\n/data\n1700000000\n");

        RunningHub hub = RunningHub.of(home).orElseThrow();

        assertThat(hub.base()).isEqualTo(URI.create("http://127.0.0.1:8780/fhir"));
        assertThat(hub.issuer()).isEqualTo(URI.create("http://127.0.0.1:8880/realms/hulian"));
        assertThat(hub.mllpPort()).isEqualTo(3275);
        assertThat(hub.pid()).isEqualTo(self);
        assertThat(hub.postmaster()).contains(4712L);
    }

    @Test
    void itsTokensAreForItsOwnBaseOnly() throws IOException {
        write("run/hub.pid", self + " 2026-11-21T20:00:00Z 8780\n");
        RunningHub hub = RunningHub.of(home).orElseThrow();

        assertThat(hub.serves(URI.create("http://127.0.0.1:8780/fhir"))).isTrue();
        assertThat(hub.serves(URI.create("http://127.0.0.1:8090/fhir"))).isFalse();
        assertThat(hub.serves(URI.create("https://fhir.example.org:8780/fhir"))).isFalse();
    }

    @Test
    void aHomeWithoutAHubIsEmpty() throws IOException {
        assertThat(RunningHub.of(home)).isEmpty();
        write("run/hub.pid", "2147483646 2026-11-21T20:00:00Z 8780\n");
        assertThat(RunningHub.of(home)).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
