package org.hulian.demo.bulk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Files of one type and at most so many resources, in a folder for each sender: {@code riverside/Patient-0001.ndjson}. */
final class RegionFiles implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final boolean packed;
    private final int most;
    private final Map<String, Open> open = new TreeMap<>();

    /** A file being written. */
    private record Open(OutputStream out, int number, int count) {}

    RegionFiles(Path folder, boolean packed, int most) {
        this.folder = folder;
        this.packed = packed;
        this.most = most;
    }

    void add(Lines lines) throws IOException {
        String name = lines.sender() + "/" + lines.type();
        Open file = open.get(name);
        if (file == null || file.count() >= most) {
            file = next(name, file);
        }
        for (byte[] line : lines.lines()) {
            file.out().write(line);
            file.out().write('\n');
        }
        open.put(
                name,
                new Open(file.out(), file.number(), file.count() + lines.lines().size()));
    }

    private Open next(String name, @Nullable Open full) throws IOException {
        int number = 1;
        if (full != null) {
            full.out().close();
            number = full.number() + 1;
        }
        Path file = folder.resolve("%s-%04d.ndjson%s".formatted(name, number, packed ? ".gz" : ""));
        Files.createDirectories(file.getParent());
        OutputStream plain = Files.newOutputStream(file);
        return new Open(
                new BufferedOutputStream(packed ? new GZIPOutputStream(plain, BUFFER) : plain, BUFFER), number, 0);
    }

    @Override
    public void close() throws IOException {
        for (Open file : open.values()) {
            file.out().close();
        }
    }
}
