package org.hulian.terminology.translate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A FHIR R4 ConceptMap in JSON, with the file name problems are reported under. */
public final class ConceptMapSource {
    private final String file;
    private final byte[] content;

    private ConceptMapSource(String file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    public static ConceptMapSource of(Path path) {
        try {
            return new ConceptMapSource(path.toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end; the caller closes. */
    public static ConceptMapSource of(String file, InputStream in) {
        try {
            return new ConceptMapSource(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ConceptMapSource of(String file, String json) {
        return new ConceptMapSource(file, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Every {@code *.json} of a folder, by name; none when the folder is absent. */
    public static List<ConceptMapSource> folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .map(ConceptMapSource::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String file() {
        return file;
    }

    byte[] content() {
        return content;
    }
}
