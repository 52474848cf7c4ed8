package org.hulian.launcher.home;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The secrets of one home ({@code secrets.json}, 0600): passwords of database roles, of Keycloak's administrator, of
 * demo logins, and the private keys of backend clients. Each is made when first asked for and stays.
 */
public final class Secrets {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;

    public Secrets(Path file) {
        this.file = file;
    }

    /** A random password that stays the same for this section and name. */
    public String password(String section, String name) {
        return value(section, name, Passwords::random);
    }

    /** The value kept under this section and name, made by the supplier the first time. */
    public synchronized String value(String section, String name, Supplier<String> first) {
        ObjectNode all = read();
        ObjectNode part = all.withObjectProperty(section);
        if (!part.hasNonNull(name)) {
            part.put(name, first.get());
            write(all);
        }
        return part.get(name).textValue();
    }

    private ObjectNode read() {
        try {
            return Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
        } catch (IOException | ClassCastException e) {
            throw new IllegalStateException(file + " is not readable JSON; restore it from a backup", e);
        }
    }

    private void write(ObjectNode all) {
        try {
            PrivateFiles.write(file, JSON.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
