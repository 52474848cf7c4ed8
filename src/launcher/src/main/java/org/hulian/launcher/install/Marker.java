package org.hulian.launcher.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.hulian.launcher.home.PrivateFiles;

/** A step of the first start that has been done to its end and is not repeated. */
record Marker(Path file) {
    boolean isSet() {
        return Files.exists(file);
    }

    void set() {
        PrivateFiles.write(file, Instant.now() + "\n");
    }
}
