package org.hulian.mappers.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hulian.mappers.definition.InvalidDefinitionException.Fault;
import org.jspecify.annotations.Nullable;

/** A set of definitions that has been read; using it (compiling) checks what they name. */
public final class Definitions {

    private static final String ROOT = "/mappings/";

    private final Map<String, Source> sources;
    private final Map<String, TypeMap> maps = new LinkedHashMap<>();
    private final List<MessageMap> messages = new ArrayList<>();
    private final String hash;

    private Definitions(Map<String, Source> sources) {
        this.sources = sources;
        List<Fault> faults = new ArrayList<>();
        sources.values().forEach(source -> read(source, faults));
        if (!faults.isEmpty()) {
            throw new InvalidDefinitionException(faults);
        }
        this.hash = hash(sources);
    }

    /** One file: its name for faults, and its YAML. A name under `messages/` makes it a message map. */
    public record Source(String file, String text) {}

    /** The definitions that come with this module. */
    public static Definitions bundled() {
        Map<String, Source> sources = new LinkedHashMap<>();
        for (String file : resource("hl7v2/index.txt").split("\n", -1)) {
            if (!file.isBlank()) {
                sources.put(file, new Source(file, resource(file)));
            }
        }
        return new Definitions(sources);
    }

    /** These definitions with files added, or replaced where the name is the same. */
    public Definitions with(List<Source> more) {
        Map<String, Source> all = new LinkedHashMap<>(sources);
        more.forEach(source -> all.put(source.file(), source));
        return new Definitions(all);
    }

    public List<MessageMap> messages() {
        return messages;
    }

    public @Nullable TypeMap map(String id) {
        return maps.get(id);
    }

    /** The first eight hexadecimal digits of the SHA-256 of all files: which text was in force. */
    public String hash() {
        return hash;
    }

    private void read(Source source, List<Fault> faults) {
        YamlNode root = YamlNode.read(source.file(), source.text(), faults);
        if (root == null) {
            return;
        }
        if (source.file().contains("messages/")) {
            messages.add(DefinitionReader.messageMap(root));
        } else {
            TypeMap map = DefinitionReader.typeMap(root);
            if (maps.put(map.id(), map) != null) {
                root.fault("there is another map " + map.id());
            }
        }
    }

    private static String hash(Map<String, Source> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            sources.values().forEach(s -> digest.update(s.text().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Definitions.class.getResourceAsStream(ROOT + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
