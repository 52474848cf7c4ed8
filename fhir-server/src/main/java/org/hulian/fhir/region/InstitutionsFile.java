package org.hulian.fhir.region;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hulian.mappers.Sender;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code institutions.yaml}; unknown keys are left to those they are meant for. */
public final class InstitutionsFile {
    private static final Set<String> LEVELS = Set.of("tertiary", "secondary", "community", "laboratory", "imaging");
    private static final Set<String> ROLES = Set.of("hospital", "community", "laboratory", "imaging");

    private final Path file;
    private final Set<Object> taken = new HashSet<>();

    private InstitutionsFile(Path file) {
        this.file = file;
    }

    /** The institutions in the order of the file; a {@link RegionFault} names what is wrong. */
    public static Institutions read(Path file) {
        return new InstitutionsFile(file).read();
    }

    private Institutions read() {
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            if (root == null) {
                throw new RegionFault(file, 1, "a list of institutions is expected");
            }
            List<Institution> institutions = new ArrayList<>();
            for (YamlNode entry : new YamlNode(file, root).items()) {
                institutions.add(institution(entry));
            }
            return new Institutions(institutions);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new RegionFault(file, line, String.valueOf(e.getProblem()));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private Institution institution(YamlNode entry) {
        String code = entry.required("code").matching("[a-z0-9][a-z0-9-]{0,62}");
        int number = entry.required("number").integer(1, Short.MAX_VALUE);
        unique(entry, "number", number);
        unique(entry, "code", code);
        YamlNode name = entry.required("name");
        YamlNode sender = entry.optional("sender");
        return new Institution(
                number,
                code,
                name.required("zh").text(),
                name.required("en").text(),
                entry.required("level").oneOf(LEVELS),
                entry.required("role").oneOf(ROLES),
                sender == null ? null : sender(code, sender));
    }

    private Sender sender(String code, YamlNode node) {
        Set<String> facilities = new HashSet<>();
        YamlNode facility = node.optional("facility");
        if (facility != null) {
            for (String each : facility.texts()) {
                unique(facility, "facility", each);
                facilities.add(each);
            }
        }
        YamlNode systems = node.optional("identifierSystems");
        return new Sender(
                code,
                charset(node.optional("charset")),
                zone(node.optional("timezone")),
                systems == null ? java.util.Map.of() : systems.textMap(),
                text(node.optional("localCodeSystem"), "http://hulian.org/fhir/codes/" + code),
                text(node.optional("unitMap"), code + "-units"),
                text(node.optional("codeMap"), code),
                Set.copyOf(facilities));
    }

    private static String text(@Nullable YamlNode node, String otherwise) {
        return node == null ? otherwise : node.text();
    }

    private static String charset(@Nullable YamlNode node) {
        if (node == null) {
            return "UTF-8";
        }
        try {
            return Charset.forName(node.text()).name();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw node.fault("not a character set: " + node.text());
        }
    }

    private static ZoneId zone(@Nullable YamlNode node) {
        if (node == null) {
            return ZoneId.of("Asia/Shanghai");
        }
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException e) {
            throw node.fault("not a time zone: " + node.text());
        }
    }

    private void unique(YamlNode where, String kind, Object value) {
        if (!taken.add(kind + " " + value)) {
            throw where.fault(kind + " is taken already: " + value);
        }
    }
}
