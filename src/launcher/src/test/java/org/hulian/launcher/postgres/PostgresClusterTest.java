package org.hulian.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.process.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresClusterTest {
    private static final String PASSWORD = "it's secret";
    private static final PostgresBinaries BINARIES =
            PostgresBinaries.below(Path.of("target", "postgres").toAbsolutePath());

    @TempDir
    Path home;

    private final int port = Ports.anyFree();

    @AfterEach
    void stop() {
        cluster(port).stop();
    }

    @Test
    void keepsItsDataFromOneStartToTheNext() throws SQLException {
        PostgresCluster cluster = cluster(port);
        cluster.start();
        execute("create table kept(a int); insert into kept values (42)");
        cluster.stop();

        cluster.start();

        assertThat(query("select a from kept")).isEqualTo("42");
    }

    @Test
    void isDurableAndAsksEveryoneForAPassword() throws SQLException {
        cluster(port).start();

        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
            assertThat(query("show " + setting)).as(setting).isEqualTo("on");
        }
        assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query("show max_prepared_transactions")).isEqualTo("64");
        assertThat(query("select datlocale from pg_database where datname = 'postgres'"))
                .isEqualTo("C.UTF-8");
        assertThat(query("select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
        assertThatThrownBy(() -> DriverManager.getConnection(url(), "postgres", "wrong"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void adoptsAServerThatOutlivedItsLauncher() {
        RunningPostgres first = cluster(port).start();

        RunningPostgres second = cluster(Ports.anyFree()).start();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void recoversAfterThePostmasterWasKilled() throws SQLException {
        RunningPostgres first = cluster(port).start();
        execute("create table kept(a int); insert into kept values (7)");
        ProcessHandle postmaster = ProcessHandle.of(first.pid()).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();

        RunningPostgres second = cluster(port).start();

        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(query("select a from kept")).isEqualTo("7");
    }

    @Test
    void namesTheTakenPortAndTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> cluster(taken.getLocalPort()).start())
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("--port-offset");
        }
        assertThat(cluster(port).exists()).isFalse();
    }

    @Test
    void hidesItsFilesFromOtherAccounts() throws Exception {
        cluster(port).start();

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("post gres").resolve("data"))))
                .isEqualTo("rwx------");
        assertThat(home.resolve("post gres").resolve("pwfile")).doesNotExist();
    }

    private PostgresCluster cluster(int port) {
        return new PostgresCluster(
                new PostgresSettings(home.resolve("post gres"), port, PASSWORD, "32MB", true), BINARIES);
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
