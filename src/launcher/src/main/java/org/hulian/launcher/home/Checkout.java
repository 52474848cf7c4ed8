package org.hulian.launcher.home;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hulian.launcher.LaunchFailure;

/**
 * The source tree the launcher works in.
 *
 * @param root where {@code hub}, {@code pom.xml} and {@code src} are
 */
public record Checkout(Path root) {
    /** Stated by the {@code hub} script; otherwise (in tests) the nearest tree above the working directory. */
    public static Checkout find() {
        String stated = System.getProperty("hulian.root", "");
        Path start = stated.isBlank()
                ? Path.of("").toAbsolutePath()
                : Path.of(stated).toAbsolutePath();
        for (Path each = start; each != null; each = each.getParent()) {
            if (Files.isRegularFile(each.resolve("src/launcher/pom.xml"))) {
                return new Checkout(each);
            }
        }
        throw new LaunchFailure("There is no Hulian source tree at or above " + start);
    }

    public Path demoRegion() {
        return root.resolve("src/demo/region");
    }

    public Path dist() {
        return root.resolve("src/launcher/target/dist");
    }

    /** The jar of a module as the build leaves it; its runtime dependencies are in {@code lib} beside it. */
    public Path jar(String module, String artifact) {
        return root.resolve(module)
                .resolve("target")
                .resolve(artifact + "-" + Versions.ofThisBuild().hulian() + ".jar");
    }
}
