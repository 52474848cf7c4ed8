package org.hulian.mappers.definition;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.mappers.definition.InvalidDefinitionException.Fault;
import org.hulian.mappers.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A node of a definition file that knows its line; what does not fit is a fault there. */
record YamlNode(String file, Node node, List<Fault> faults) {

    static @Nullable YamlNode read(String file, String text, List<Fault> faults) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(50);
        options.setAllowDuplicateKeys(false);
        try {
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            return node == null ? null : new YamlNode(file, node, faults);
        } catch (YAMLException e) {
            faults.add(new Fault(new Location(file, 1), String.valueOf(e.getMessage())));
            return null;
        }
    }

    Location at() {
        return new Location(file, node.getStartMark().getLine() + 1);
    }

    void fault(String text) {
        faults.add(new Fault(at(), text));
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        fault("a text is needed here");
        return "";
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    List<YamlNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(this);
        }
        return sequence.getValue().stream()
                .map(item -> new YamlNode(file, item, faults))
                .toList();
    }

    Map<String, YamlNode> map() {
        Map<String, YamlNode> members = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            fault("names with values are needed here");
            return members;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new YamlNode(file, tuple.getKeyNode(), faults).text();
            YamlNode value = new YamlNode(file, tuple.getValueNode(), faults);
            if (members.put(key, value) != null) {
                value.fault("'" + key + "' is given twice");
            }
        }
        return members;
    }

    /** The members, after saying which names are not among those known here. */
    Map<String, YamlNode> map(java.util.Set<String> known) {
        Map<String, YamlNode> members = map();
        members.forEach((name, value) -> {
            if (!known.contains(name)) {
                value.fault(
                        "unknown word '" + name + "'; known here: " + String.join(" ", new java.util.TreeSet<>(known)));
            }
        });
        return members;
    }

    JsonValue json() {
        if (isMap()) {
            JsonValue.Obj object = JsonValue.Obj.empty();
            map().forEach((name, value) -> object.with(name, value.json()));
            return object;
        }
        if (isList()) {
            JsonValue.Array array = new JsonValue.Array(new ArrayList<>());
            list().forEach(item -> array.items().add(item.json()));
            return array;
        }
        Tag tag = node.getTag();
        if (tag.equals(Tag.BOOL)) {
            return new JsonValue.Bool(text().equals("true"));
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? new JsonValue.Num(text()) : new JsonValue.Text(text());
    }
}
