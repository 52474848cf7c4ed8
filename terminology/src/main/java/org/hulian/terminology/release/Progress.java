package org.hulian.terminology.release;

import java.nio.file.Path;

/** Told how far an import is. */
public interface Progress {
    /** A file is begun; its length in bytes. */
    void begin(Path file, long bytes);

    /** So many characters more were read. */
    void read(long characters);

    /** For those who do not want to know. */
    Progress NONE = new Progress() {
        @Override
        public void begin(Path file, long bytes) {}

        @Override
        public void read(long characters) {}
    };
}
