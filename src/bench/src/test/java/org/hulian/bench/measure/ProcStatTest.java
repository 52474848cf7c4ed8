package org.hulian.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcStatTest {
    @TempDir
    Path proc;

    @Test
    void readsALineWhoseNameHoldsBlanksAndParentheses() {
        ProcStat stat =
                ProcStat.parse("4711 (postgres: (x) hub) S 42 4711 4711 0 -1 4194560 900 0 0 0 150 50 30 20 20 0 1");

        assertThat(stat).isEqualTo(new ProcStat(4711, 42, 200, 50));
        assertThat(ProcStat.time(stat.ticks())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void sumsARootWithAllItsDescendantsAndNobodyElse() throws IOException {
        process(10, 1, 100, 7);
        process(11, 10, 20, 0);
        process(12, 11, 3, 1);
        process(13, 1, 5000, 0);
        Files.createDirectories(proc.resolve("self"));

        assertThat(new ProcessGroup(proc, 10).cpu()).isEqualTo(ProcStat.time(131));
    }

    @Test
    void aProcessThatEndsWhileReadIsLeftOut() throws IOException {
        process(10, 1, 100, 0);
        Files.createDirectories(proc.resolve("99"));

        assertThat(new ProcessGroup(proc, 10).cpu()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void ownProcessHasUsedTime() throws IOException {
        assertThat(new ProcessGroup(ProcessHandle.current().pid()).cpu()).isPositive();
    }

    private void process(long pid, long parent, long ticks, long reaped) throws IOException {
        Files.writeString(
                Files.createDirectories(proc.resolve(Long.toString(pid))).resolve("stat"),
                pid + " (name) S " + parent + " 1 1 0 -1 0 0 0 0 0 " + ticks + " 0 " + reaped + " 0 20 0 1 0 0\n");
    }
}
