package org.hulian.launcher.postgres;

import java.nio.file.Path;

/**
 * How a cluster is set up and run.
 *
 * @param directory     holds data, log and (unless shared) the binaries
 * @param port          on 127.0.0.1
 * @param superuser     password of the role {@code postgres}
 * @param sharedBuffers as PostgreSQL writes it, such as {@code 256MB}
 * @param durable       fsync, synchronous commit and full-page writes; off only for disposable test data
 */
public record PostgresSettings(Path directory, int port, String superuser, String sharedBuffers, boolean durable) {
    Path data() {
        return directory.resolve("data");
    }

    Path logDirectory() {
        return directory.resolve("log");
    }

    Path log() {
        return logDirectory().resolve("postgres.log");
    }

    /** The file {@code hulian.conf} included at the end of postgresql.conf, rewritten at every start. */
    String configuration() {
        String onDurable = durable ? "on" : "off";
        return """
                # Written by ./hub at every start: put your own settings into postgresql.auto.conf (alter system).
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = scram-sha-256
                max_connections = 100
                max_prepared_transactions = 64
                shared_buffers = %s
                effective_cache_size = 2GB
                work_mem = 8MB
                maintenance_work_mem = 128MB
                random_page_cost = 1.1
                jit = off
                fsync = %s
                synchronous_commit = %s
                full_page_writes = %s
                max_wal_size = 2GB
                checkpoint_timeout = 15min
                io_method = worker
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] %%q%%u@%%d '
                log_statement = none
                log_parameter_max_length_on_error = 0
                log_min_duration_statement = -1
                """.formatted(port, sharedBuffers, onDurable, onDurable, onDurable);
    }
}
