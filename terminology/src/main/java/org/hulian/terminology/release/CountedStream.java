package org.hulian.terminology.release;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that tells how much of it was read. */
final class CountedStream extends FilterInputStream {
    private final Progress progress;

    private CountedStream(InputStream in, Progress progress) {
        super(in);
        this.progress = progress;
    }

    static InputStream open(Path file, Progress progress) throws IOException {
        progress.begin(file, Files.size(file));
        return new CountedStream(Files.newInputStream(file), progress);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        progress.read(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        progress.read(Math.max(0, count));
        return count;
    }
}
