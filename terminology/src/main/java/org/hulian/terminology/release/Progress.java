package org.hulian.terminology.release;

import java.nio.file.Path;

/** Told how far an import is. */
public interface Progress {
    /** A file is begun; its length in bytes. */
    void begin(Path file, long bytes);

    /** So many bytes more were read. */
    void read(long bytes);

    /** All files are read; the concepts are put in order and written, which takes about half as long again. */
    void writing(int concepts);

    /** For those who do not want to know. */
    Progress NONE = new Progress() {
        @Override
        public void begin(Path file, long bytes) {}

        @Override
        public void read(long bytes) {}

        @Override
        public void writing(int concepts) {}
    };
}
