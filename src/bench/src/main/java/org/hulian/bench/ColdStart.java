package org.hulian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hulian.bench.scenario.BenchFailure;

/**
 * Stops a home, asks the kernel to forget the files of its PostgreSQL, and starts it again: nothing is in the buffers
 * of PostgreSQL, in the page cache, or in the hub's caches, and nothing is compiled.
 */
record ColdStart(Path root, Path home) {
    private static final int HUB_PORT = 8080;
    private static final int FILES = 500;

    /** Takes about as long as {@code ./hub stop} and {@code ./hub start}. */
    void again(int port) throws InterruptedException {
        run(hub("stop", "--home=" + home));
        try (Stream<Path> all = Files.walk(home.resolve("postgres/data"))) {
            List<String> files =
                    all.filter(Files::isRegularFile).map(Path::toString).toList();
            for (int from = 0; from < files.size(); from += FILES) {
                forget(files.subList(from, Math.min(files.size(), from + FILES)));
            }
        } catch (IOException e) {
            throw new BenchFailure("The files of PostgreSQL cannot be read.", e);
        }
        run(hub("start", "--detach", "--no-demo", "--home=" + home, "--port-offset=" + (port - HUB_PORT)));
    }

    /** posix_fadvise(POSIX_FADV_DONTNEED), which needs no rights but to read; GNU dd calls it for count=0. */
    private static void forget(List<String> files) throws InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "for f; do dd if=\"$f\" iflag=nocache count=0 status=none || exit 1; done", "sh"));
        command.addAll(files);
        run(new ProcessBuilder(command));
    }

    private ProcessBuilder hub(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("hub").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HUB_SKIP_BUILD", "1");
        return builder;
    }

    private static void run(ProcessBuilder builder) throws InterruptedException {
        try {
            int exit = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new BenchFailure(builder.command().getFirst() + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new BenchFailure(builder.command().getFirst() + " cannot be started", e);
        }
    }
}
