package org.hulian.security.definition;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One node of a YAML definition that knows its file and line. Only the YAML tree is built, never an object. */
public final class Definition {

    private final String file;
    private final Node node;

    private Definition(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /**
     * The root of a YAML file.
     *
     * @param file the name faults are reported under
     * @throws DefinitionException when it is empty or not YAML
     */
    public static Definition parse(String file, InputStream yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(20);
        try {
            Node root = new Yaml(options).compose(new InputStreamReader(yaml, StandardCharsets.UTF_8));
            if (root == null) {
                throw new DefinitionException(file, 1, "empty");
            }
            return new Definition(file, root);
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            throw new DefinitionException(file, line, "not YAML: " + malformed.getProblem());
        } catch (YAMLException malformed) {
            throw new DefinitionException(file, 1, "not YAML: " + malformed.getMessage());
        }
    }

    /** The members of a mapping, in order; each known and named once. */
    public Map<String, Definition> fields(String... known) {
        Map<String, Definition> fields = entries();
        fields.forEach((key, value) -> {
            if (!Set.of(known).contains(key)) {
                throw value.fault("unknown key \"" + key + "\"; known: " + String.join(", ", known));
            }
        });
        return fields;
    }

    /** The members of a mapping with free keys, in order. */
    public Map<String, Definition> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw fault("expected a mapping");
        }
        Map<String, Definition> entries = new LinkedHashMap<>();
        for (NodeTuple member : mapping.getValue()) {
            String key = new Definition(file, member.getKeyNode()).text();
            if (entries.put(key, new Definition(file, member.getValueNode())) != null) {
                throw new Definition(file, member.getKeyNode()).fault("key \"" + key + "\" is given twice");
            }
        }
        return entries;
    }

    /** The member of that name among {@code fields}. */
    public Definition required(Map<String, Definition> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow(() -> fault("\"" + name + "\" is missing"));
    }

    public List<Definition> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw fault("expected a list");
        }
        List<Definition> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(new Definition(file, item)));
        return items;
    }

    public List<String> texts() {
        return items().stream().map(Definition::text).toList();
    }

    public String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw fault("expected a text");
        }
        return scalar.getValue();
    }

    public int number(int least, int most) {
        try {
            int number = Integer.parseInt(text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below with the range.
        }
        throw fault("expected a number from " + least + " to " + most);
    }

    /** A fault at this node, to be thrown. */
    public DefinitionException fault(String message) {
        return new DefinitionException(file, node.getStartMark().getLine() + 1, message);
    }
}
