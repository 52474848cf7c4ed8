package org.hulian.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The hub of a home, as its pid files state it ({@code pid started port} on one line; PostgreSQL's own has the number
 * on its first line).
 */
record RunningHub(Path home, long pid, int port, Optional<Integer> keycloakPort, Optional<Long> postmaster) {
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_KEYCLOAK = 8180;
    private static final int DEFAULT_MLLP = 2575;

    static Optional<RunningHub> of(Path home) {
        List<String> hub = words(home.resolve("run/hub.pid"));
        if (hub.size() < 3 || ProcessHandle.of(Long.parseLong(hub.getFirst())).isEmpty()) {
            return Optional.empty();
        }
        List<String> keycloak = words(home.resolve("run/keycloak.pid"));
        List<String> postgres = words(home.resolve("postgres/data/postmaster.pid"));
        return Optional.of(new RunningHub(
                home,
                Long.parseLong(hub.getFirst()),
                Integer.parseInt(hub.get(2)),
                keycloak.size() < 3 ? Optional.empty() : Optional.of(Integer.parseInt(keycloak.get(2))),
                postgres.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(postgres.getFirst()))));
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port + "/fhir");
    }

    /** Whether the base is this hub's; its tokens go nowhere else. */
    boolean serves(URI base) {
        boolean local = List.of("127.0.0.1", "localhost").contains(base.getHost());
        return local && base.getPort() == port;
    }

    URI issuer() {
        int keycloak = keycloakPort.orElse(DEFAULT_KEYCLOAK + port - DEFAULT_PORT);
        return URI.create("http://127.0.0.1:" + keycloak + "/realms/hulian");
    }

    int mllpPort() {
        return DEFAULT_MLLP + port - DEFAULT_PORT;
    }

    /** Of the home's own PostgreSQL: the fourth line of its file. */
    int postgresPort() {
        return Integer.parseInt(
                words(home.resolve("postgres/data/postmaster.pid")).get(3));
    }

    private static List<String> words(Path file) {
        try {
            return Files.exists(file)
                    ? List.of(Files.readString(file, StandardCharsets.UTF_8)
                            .strip()
                            .split("\\s+", -1))
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
