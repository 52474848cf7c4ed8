package org.hulian.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A process with all its descendants, such as a postmaster with its backends. Time of a child that ends moves to the
 * parent that waits for it, so the sum never shrinks.
 */
public final class ProcessGroup {
    private final Path proc;
    private final long root;

    public ProcessGroup(long root) {
        this(Path.of("/proc"), root);
    }

    ProcessGroup(Path proc, long root) {
        this.proc = proc;
        this.root = root;
    }

    /** CPU time used so far. */
    public Duration cpu() throws IOException {
        Map<Long, List<ProcStat>> children = new HashMap<>();
        long ticks = 0;
        for (ProcStat stat : all()) {
            children.computeIfAbsent(stat.parent(), none -> new ArrayList<>()).add(stat);
            if (stat.pid() == root) {
                ticks += stat.ticks() + stat.reaped();
            }
        }
        Set<Long> seen = new HashSet<>();
        List<Long> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            long parent = open.removeLast();
            for (ProcStat child : children.getOrDefault(parent, List.of())) {
                if (seen.add(child.pid())) {
                    ticks += child.ticks() + child.reaped();
                    open.add(child.pid());
                }
            }
        }
        return ProcStat.time(ticks);
    }

    private List<ProcStat> all() throws IOException {
        List<ProcStat> stats = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                try {
                    stats.add(ProcStat.parse(Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1)));
                } catch (IOException e) {
                    if (Files.exists(process.resolve("stat"))) {
                        throw e;
                    }
                }
            }
        }
        return stats;
    }
}
