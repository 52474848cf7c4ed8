package org.hulian.fhir.region;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A node of a YAML file that knows its line: what is missing or wrong is reported there. */
record YamlNode(Path file, Node node) {
    RegionFault fault(String what) {
        return new RegionFault(file, node.getStartMark().getLine() + 1, what);
    }

    List<YamlNode> items() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new YamlNode(file, item))
                    .toList();
        }
        throw fault("a list is expected");
    }

    @Nullable
    YamlNode optional(String key) {
        for (NodeTuple tuple : tuples()) {
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return new YamlNode(file, tuple.getValueNode());
            }
        }
        return null;
    }

    YamlNode required(String key) {
        YamlNode found = optional(key);
        if (found == null) {
            throw fault("missing: " + key);
        }
        return found;
    }

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw fault("a text is expected");
    }

    /** One text or a list of them. */
    List<String> texts() {
        return node instanceof SequenceNode
                ? items().stream().map(YamlNode::text).toList()
                : List.of(text());
    }

    Map<String, String> textMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (NodeTuple tuple : tuples()) {
            map.put(new YamlNode(file, tuple.getKeyNode()).text(), new YamlNode(file, tuple.getValueNode()).text());
        }
        return Map.copyOf(map);
    }

    String matching(String pattern) {
        if (text().matches(pattern)) {
            return text();
        }
        throw fault("must match " + pattern + ": " + text());
    }

    String oneOf(Set<String> words) {
        if (words.contains(text())) {
            return text();
        }
        throw fault("one of " + new TreeSet<>(words) + " is expected, not " + text());
    }

    int integer(int least, int most) {
        try {
            int value = Integer.parseInt(text());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw fault("a number is expected, not " + text());
        }
        throw fault("a number between " + least + " and " + most + " is expected, not " + text());
    }

    /** Refuses a key nobody reads: it would be a rule that does not hold. */
    void onlyKeys(Set<String> known) {
        for (NodeTuple tuple : tuples()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (!known.contains(key.text())) {
                throw key.fault("one of " + new TreeSet<>(known) + " is expected, not " + key.text());
            }
        }
    }

    private List<NodeTuple> tuples() {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue();
        }
        throw fault("keys and values are expected");
    }
}
