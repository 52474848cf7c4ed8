package org.hulian.launcher.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.archive.Tar;
import org.hulian.launcher.home.PrivateFiles;
import org.hulian.launcher.process.Command;
import org.hulian.launcher.process.Ports;

/**
 * One cluster: created at the first start, found again at every later one. A postmaster that outlived its launcher
 * (kill -9) is adopted, not started a second time.
 */
public final class PostgresCluster {
    private final PostgresSettings settings;
    private final PostgresBinaries binaries;

    public PostgresCluster(PostgresSettings settings, PostgresBinaries binaries) {
        this.settings = settings;
        this.binaries = binaries;
    }

    public Optional<RunningPostgres> running() {
        return RunningPostgres.of(settings.data());
    }

    /** Whether initdb has run to its end here. */
    public boolean exists() {
        return Files.exists(settings.data().resolve("hulian.conf"));
    }

    /** Starts the cluster, or adopts the postmaster that runs on its data already. */
    public RunningPostgres start() {
        Optional<RunningPostgres> already = running();
        if (already.isPresent()) {
            return already.get();
        }
        Ports.requireFree("PostgreSQL", settings.port());
        if (!exists()) {
            create();
        }
        PrivateFiles.write(settings.data().resolve("hulian.conf"), settings.configuration());
        PrivateFiles.directory(settings.logDirectory());
        control("start", "-w", "-t", "120", "-s", "-l", settings.log());
        return running()
                .orElseThrow(() -> new LaunchFailure("PostgreSQL ended right after its start; see " + settings.log()));
    }

    /** Stops in mode fast: sessions are ended, transactions rolled back, a checkpoint is written. */
    public void stop() {
        if (running().isPresent()) {
            control("stop", "-w", "-t", "120", "-s", "-m", "fast");
        }
    }

    private void control(String action, Object... options) {
        Command command = Command.of(
                PostgresIdentity.prefix(), binaries.unpacked().program("pg_ctl"), action, "-D", settings.data());
        Command.Ended ended =
                new Command(Command.of(command.line(), options).line(), command.environment(), command.limit()).run();
        if (ended.exitCode() != 0) {
            throw new LaunchFailure("PostgreSQL did not " + action + ": "
                    + ended.output().strip() + "\n" + lastLines() + "The whole log: " + settings.log());
        }
    }

    private void create() {
        Path draft = settings.directory().resolve("data.initialising");
        Path password = settings.directory().resolve("pwfile");
        PrivateFiles.directory(settings.directory());
        PrivateFiles.write(password, settings.superuser() + "\n");
        try {
            Tar.remove(draft);
            Command.of(
                            PostgresIdentity.prefix(),
                            binaries.unpacked().program("initdb"),
                            "-D",
                            draft,
                            "-U",
                            "postgres",
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--data-checksums",
                            "--no-instructions")
                    .orFail("Creating the PostgreSQL cluster");
            Files.writeString(
                    draft.resolve("postgresql.conf"),
                    "\ninclude = 'hulian.conf'\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND);
            PrivateFiles.write(draft.resolve("hulian.conf"), settings.configuration());
            Files.move(draft, settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cluster cannot be created in " + settings.data(), e);
        } finally {
            password.toFile().delete();
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(settings.log(), StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size())) + "\n";
        } catch (IOException e) {
            return "";
        }
    }
}
