package org.hulian.fhir.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** In a JVM with the hub's collector, in which what was promoted soon is garbage. */
class GarbageBoundTest {
    private static final int MEGABYTE = 1 << 20;
    private static final long MILLISECOND = 1_000_000;

    @Test
    void theOldGenerationIsCollectedBeforeTheHeapIsFull() throws Exception {
        assertThat(oldAtMost(40)).isLessThan(100);
    }

    @Test
    void withoutABoundItFills() throws Exception {
        assertThat(oldAtMost(0)).isGreaterThan(150);
    }

    private static long oldAtMost(int garbage) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx200m",
                        "-Xmn16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Promoting.class.getName(),
                        Integer.toString(garbage))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Long.parseLong(said.strip());
    }

    /** Keeps the last 20 MB of 1,000 that it makes; tells how many MB the old generation held at most. */
    static final class Promoting {
        private Promoting() {}

        public static void main(String[] arguments) {
            GarbageBound.set(Integer.parseInt(arguments[0]));
            MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Tenured Gen"))
                    .findAny()
                    .orElseThrow();
            Deque<byte[]> kept = new ArrayDeque<>();
            long most = 0;
            for (int i = 0; i < 1_000; i++) {
                for (int piece = 0; piece < 64; piece++) {
                    kept.add(new byte[MEGABYTE / 64]);
                }
                while (kept.size() > 20 * 64) {
                    kept.remove();
                }
                most = Math.max(most, old.getUsage().getUsed());
                // About as fast as a busy hub: what collects is told beside what promotes.
                LockSupport.parkNanos(MILLISECOND);
            }
            System.out.println(most / MEGABYTE);
        }
    }
}
