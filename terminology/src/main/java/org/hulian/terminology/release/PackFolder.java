package org.hulian.terminology.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.lookup.Shelf;

/** The imported code systems of a folder; what is imported or taken away counts from the next {@link #look} on. */
public final class PackFolder {
    static final String ENDING = ".codes";

    private final Path folder;
    private final Shelf shelf = new Shelf();
    private final Map<Path, FileTime> known = new HashMap<>();

    /** A folder that need not be there. */
    public PackFolder(Path folder) {
        this.folder = folder;
    }

    /** What was there at the last look. */
    public Library library() {
        return shelf;
    }

    /**
     * Opens what is new or changed and forgets what is gone.
     *
     * @param broken told of files that cannot be used, with the reason
     */
    public synchronized void look(BiConsumer<Path, IOException> broken) {
        Map<Path, FileTime> present = new TreeMap<>();
        for (Path file : files(broken)) {
            try {
                present.put(file, Files.getLastModifiedTime(file));
            } catch (IOException e) {
                broken.accept(file, e);
            }
        }
        List<Path> gone = known.keySet().stream()
                .filter(file -> !present.containsKey(file))
                .toList();
        gone.forEach(file -> {
            known.remove(file);
            shelf.remove(file.toString());
        });
        present.forEach((file, changed) -> {
            if (!changed.equals(known.get(file))) {
                known.put(file, changed);
                try {
                    shelf.put(file.toString(), PackedCodeSystem.open(file));
                } catch (IOException e) {
                    broken.accept(file, e);
                }
            }
        });
    }

    private List<Path> files(BiConsumer<Path, IOException> broken) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            broken.accept(folder, e);
            return List.of();
        }
    }
}
