package org.hulian.fhir.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Lines still to import, a chunk at a time. */
record LineSource(Iterator<byte[]> lines, Closeable open) implements AutoCloseable {
    /** A chunk takes no further line once it has so many bytes. */
    private static final int BYTES = 4 << 20;

    static LineSource of(List<byte[]> lines) {
        return new LineSource(lines.iterator(), () -> {});
    }

    /** At most so many, fewer where they are long; none at the end. */
    List<byte[]> next(int count) {
        List<byte[]> chunk = new ArrayList<>(count);
        int bytes = 0;
        while (chunk.size() < count && bytes < BYTES && lines.hasNext()) {
            byte[] line = lines.next();
            chunk.add(line);
            bytes += line.length;
        }
        return chunk;
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
