package org.hulian.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.postgres.DatabasePools;
import org.hulian.fhir.store.postgres.Migrations;
import org.hulian.launcher.postgres.Database;
import org.hulian.launcher.postgres.Rights;
import org.hulian.security.audit.Agent;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.CheckpointSigner;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.hulian.security.audit.verify.AuditVerifier;
import org.hulian.security.audit.verify.Verdict;
import org.hulian.security.crypto.CryptoSuite;
import org.hulian.security.crypto.KeyFile;
import org.hulian.testkit.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresAuditLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private Database database;
    private Path folder;
    private KeyFile keys;
    private Pool pool;

    @BeforeEach
    void open(@TempDir Path empty) throws ClassNotFoundException {
        // Tests of a whole hub have class loaders of their own; the driver registers itself with each.
        Class.forName("org.postgresql.Driver");
        folder = empty;
        database = TestPostgres.shared().freshDatabase("audit", Rights.APPEND_ONLY);
        keys = KeyFile.createIfAbsent(folder.resolve("keys.json"), CryptoSuite.INTERNATIONAL, new SecureRandom());
        Migrations.apply(Store.AUDIT, database.jdbcUrl(), database.owner(), database.ownerPassword());
        pool = pool();
    }

    @AfterEach
    void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    @Test
    void appendsWhatManyCallersBringAtOnce() throws IOException {
        PostgresAuditLog log = log();
        List<Uni<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            waiting.add(log.append(List.of(entry())));
        }

        Uni.combine().all().unis(waiting).discardItems().await().atMost(PATIENCE);

        assertThat(count()).isEqualTo(300);
        assertThat(verdict(log)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void storesAnEntryOnceHoweverOftenItIsBrought() {
        PostgresAuditLog log = log();
        AuditEntry entry = entry();

        await(log.append(List.of(entry, entry)));
        await(log.append(List.of(entry, entry())));
        await(log.relay(List.of(entry)));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void goesOnWithTheChainAfterARestart() throws IOException {
        await(log().append(List.of(entry())));
        PostgresAuditLog again = log();
        await(again.append(List.of(entry(), entry())));

        assertThat(count()).isEqualTo(3);
        assertThat(verdict(again)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void goesOnWhenAnotherWriterCameBetween() throws IOException {
        PostgresAuditLog first = log();
        PostgresAuditLog second = log();
        await(first.append(List.of(entry())));
        await(second.append(List.of(entry())));
        await(first.append(List.of(entry())));

        assertThat(count()).isEqualTo(3);
        assertThat(verdict(first)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void attack39LetsTheHubsOwnRoleChangeNothing() {
        await(log().append(List.of(entry())));

        assertThatThrownBy(() -> await(pool.query("update hub.entry set outcome = 'DENIED'")
                        .execute()
                        .replaceWithVoid()))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        await(pool.query("delete from hub.entry").execute().replaceWithVoid()))
                .hasMessageContaining("permission denied");
    }

    @Test
    void failsWhoWaitsWhenTheDatabaseIsAway() {
        PostgresAuditLog log = log();
        await(log.append(List.of(entry())));
        TestPostgres.shared().drop(database);

        assertThatThrownBy(() -> await(log.append(List.of(entry())))).isInstanceOf(RuntimeException.class);
    }

    /** Exports the log as the auditor gets it and verifies that. */
    private Verdict verdict(PostgresAuditLog log) throws IOException {
        await(log.checkpoint());
        Path archive = new AuditExports(pool, keys.audit(), Clock.systemUTC()).write();
        Path export = Files.createDirectory(folder.resolve("export-" + UUID.randomUUID()));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                Files.copy(zip, export.resolve(part.getName()));
            }
        }
        Files.delete(archive);
        return AuditVerifier.verify(export, Files.readAllBytes(export.resolve("audit-public-key.pem")));
    }

    private PostgresAuditLog log() {
        CheckpointSigner signer =
                new CheckpointSigner(keys.audit().id(), keys.audit().privateKey());
        return new PostgresAuditLog(new AuditChain(pool, 1), new Checkpoints(signer, Clock.systemUTC()));
    }

    private long count() {
        return pool.query("select count(*) from hub.entry")
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private Pool pool() {
        return DatabasePools.open(
                vertx,
                new DatabasePools.Address(
                        database.host(), database.port(), database.name(), database.user(), database.password(), 4),
                Duration.ofSeconds(5),
                DatabasePools.Plans.ONCE);
    }

    private static AuditEntry entry() {
        return new AuditEntry(
                UUID.randomUUID(),
                Clock.systemUTC().instant(),
                Interaction.READ,
                Outcome.ALLOWED,
                Agent.unknown("127.0.0.1"),
                List.of(UUID.randomUUID()),
                List.of(Entity.resource("Patient", "1", 1)),
                null,
                List.of(),
                "test",
                null);
    }

    private static void await(Uni<Void> uni) {
        uni.await().atMost(PATIENCE);
    }
}
