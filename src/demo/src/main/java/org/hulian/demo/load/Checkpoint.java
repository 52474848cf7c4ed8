package org.hulian.demo.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How far a region is loaded.
 *
 * @param loaded  residents 1 to this one are in; -1 when not even the directory is
 * @param ordered the orders that the hub is asked about are placed for residents 1 to this one
 */
public record Checkpoint(long seed, int residents, int loaded, int ordered) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Checkpoint read(Path file, long seed, int residents) {
        Checkpoint none = new Checkpoint(seed, residents, -1, 0);
        if (!Files.exists(file)) {
            return none;
        }
        try {
            Checkpoint found = JSON.readValue(file.toFile(), Checkpoint.class);
            return found.seed() == seed && found.residents() == residents ? found : none;
        } catch (IOException e) {
            return none;
        }
    }

    boolean everyone() {
        return loaded >= residents;
    }

    boolean everything() {
        return everyone() && ordered >= residents;
    }

    Checkpoint at(int resident) {
        return new Checkpoint(seed, residents, resident, ordered);
    }

    Checkpoint orderedTo(int resident) {
        return new Checkpoint(seed, residents, loaded, resident);
    }

    /** Replaces the file in one step, so that a kill leaves the old or the new one. */
    void write(Path file) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(next, JSON.writeValueAsBytes(this));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
