package org.hulian.terminology.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.release.ReleaseImport.Imported;
import org.hulian.terminology.release.ReleaseImport.Kind;

/** Releases of the right form with made-up content, imported into a folder: no licensed text is here. */
record Releases(Path folder) {
    Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    Imported run(Kind kind, String system, String version, Path... files) throws IOException {
        return new ReleaseImport(packs(), Progress.NONE).run(kind, system, version, Arrays.asList(files));
    }

    CodeSystem open(Kind kind, String version, Path... files) throws IOException {
        return PackedCodeSystem.open(run(kind, kind.system(), version, files).file());
    }

    CodeSystem open(String system, Path table) throws IOException {
        return PackedCodeSystem.open(run(Kind.TABLE, system, "1", table).file());
    }

    Path packs() {
        return folder.resolve("packs");
    }

    static Concept found(CodeSystem system, String code) {
        return Objects.requireNonNull(system.find(code), code);
    }

    static int[] numbers(CodeSystem system, String... words) {
        return system.holding(words).toArray();
    }
}
