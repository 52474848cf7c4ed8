package org.hulian.launcher.process;

import java.nio.file.Path;

/** The JDK this launcher runs on; the parts run on the same one. */
public record JavaHome(Path directory) {
    public static JavaHome current() {
        return new JavaHome(Path.of(System.getProperty("java.home")));
    }

    public String java() {
        return directory.resolve("bin").resolve("java").toString();
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
