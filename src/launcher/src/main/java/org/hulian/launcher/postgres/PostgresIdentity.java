package org.hulian.launcher.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.process.Command;

/**
 * Under which identity the PostgreSQL programs run. They refuse root and accounts that have no name (containers give
 * those); both put them into a user namespace of their own ({@code unshare -U}), where they are nobody. For everyone
 * outside, their files stay the account's.
 */
public final class PostgresIdentity {
    private PostgresIdentity() {}

    /** The words before a PostgreSQL program on the command line. */
    public static List<String> prefix() {
        if (!isRoot() && hasName()) {
            return List.of();
        }
        List<String> namespace = List.of("unshare", "-U");
        if (!works(namespace)) {
            throw new LaunchFailure(
                    "PostgreSQL refuses to run as root, and this system forbids user namespaces"
                            + " (unshare -U). Run ./hub as an ordinary user, or use your own PostgreSQL: set HULIAN_POSTGRES_URL.");
        }
        return namespace;
    }

    private static boolean works(List<String> prefix) {
        try {
            return Command.of(prefix, "true").run().exitCode() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The JDK shows an account that is not in the system's list as a question mark. */
    private static boolean hasName() {
        return !System.getProperty("user.name").equals("?");
    }

    private static boolean isRoot() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("/proc/self", e);
        }
    }
}
