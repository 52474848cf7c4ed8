package org.hulian.fhir.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Lines still to import, a chunk at a time. */
record LineSource(Iterator<byte[]> lines, Closeable open) implements AutoCloseable {
    static LineSource of(List<byte[]> lines) {
        return new LineSource(lines.iterator(), () -> {});
    }

    /** At most so many; none at the end. */
    List<byte[]> next(int count) {
        List<byte[]> chunk = new ArrayList<>(count);
        while (chunk.size() < count && lines.hasNext()) {
            chunk.add(lines.next());
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
