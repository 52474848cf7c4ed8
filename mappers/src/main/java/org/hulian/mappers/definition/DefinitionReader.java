package org.hulian.mappers.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one definition file into its record; words outside the closed set are faults. */
final class DefinitionReader {

    private static final Set<String> TYPE_WORDS =
            Set.of("map", "to", "fields", "unmapped", "when", "key", "display", "version");
    private static final Set<String> MESSAGE_WORDS =
            Set.of("map", "version", "types", "structure", "resources", "unmapped");
    private static final Set<String> MAKE_WORDS = Set.of("make", "at", "in", "as", "from", "key", "when", "once");
    private static final Set<String> KEY_WORDS = Set.of("from", "with", "ref", "optional");

    private DefinitionReader() {}

    static TypeMap typeMap(YamlNode root) {
        Map<String, YamlNode> words = root.map(TYPE_WORDS);
        String id = id(words, root);
        String name = id.substring(id.indexOf('/') + 1);
        int hyphen = name.indexOf('-');
        YamlNode display = words.get("display");
        return new TypeMap(
                id,
                hyphen < 0 ? name : name.substring(0, hyphen),
                text(words, "to", root),
                RowReader.rows(words.get("fields")),
                RowReader.condition(words.get("when")),
                keys(words.get("key")),
                display == null ? null : display.text(),
                texts(words.get("unmapped")),
                root.at());
    }

    static MessageMap messageMap(YamlNode root) {
        Map<String, YamlNode> words = root.map(MESSAGE_WORDS);
        String id = id(words, root);
        YamlNode types = words.get("types");
        YamlNode structure = words.get("structure");
        YamlNode resources = words.get("resources");
        if (types == null || structure == null || resources == null) {
            root.fault("a message map needs types, structure and resources");
        }
        return new MessageMap(
                id,
                text(words, "version", root),
                types == null
                        ? List.of()
                        : types.list().stream().map(YamlNode::text).toList(),
                new Structure.Group(id, false, false, structure == null ? List.of() : items(structure)),
                resources == null
                        ? List.of()
                        : resources.list().stream().map(DefinitionReader::make).toList(),
                texts(words.get("unmapped")),
                root.at());
    }

    private static Make make(YamlNode node) {
        Map<String, YamlNode> words = node.map(MAKE_WORDS);
        YamlNode in = words.get("in");
        YamlNode from = words.get("from");
        String resource = text(words, "make", node);
        YamlNode alias = words.get("as");
        return new Make(
                resource,
                text(words, "at", node),
                in == null ? null : in.text(),
                alias == null ? resource : alias.text(),
                from == null
                        ? List.of()
                        : from.list().stream().map(YamlNode::text).toList(),
                keys(words.get("key")),
                RowReader.condition(words.get("when")),
                words.containsKey("once"),
                node.at());
    }

    private static List<Structure> items(YamlNode node) {
        List<Structure> items = new ArrayList<>();
        for (YamlNode item : node.list()) {
            if (item.isMap()) {
                item.map()
                        .forEach((name, members) -> items.add(new Structure.Group(
                                name.replaceAll("[?*]", ""), name.contains("*"), name.contains("?"), items(members))));
            } else {
                String name = item.text();
                items.add(new Structure.Leaf(
                        name.replaceAll("[?*]", ""), name.contains("*"), name.contains("?") || name.contains("*")));
            }
        }
        return items;
    }

    private static List<List<KeyPart>> keys(@Nullable YamlNode node) {
        if (node == null) {
            return List.of();
        }
        return node.list().stream()
                .map(alternative -> alternative.list().stream()
                        .map(DefinitionReader::keyPart)
                        .toList())
                .toList();
    }

    /** `OBX-3`, `OBX-4?` (optional), `@patient` (the id of another resource), or from with. */
    private static KeyPart keyPart(YamlNode node) {
        if (node.isMap()) {
            Map<String, YamlNode> words = node.map(KEY_WORDS);
            YamlNode from = words.get("from");
            YamlNode with = words.get("with");
            return new KeyPart(
                    from == null ? null : RowReader.path(from),
                    null,
                    with == null ? null : with.text(),
                    words.containsKey("optional"));
        }
        String text = node.text();
        boolean optional = text.endsWith("?");
        text = optional ? text.substring(0, text.length() - 1) : text;
        if (text.startsWith("@")) {
            return new KeyPart(null, text.substring(1), null, optional);
        }
        return new KeyPart(RowReader.path(node, text), null, null, optional);
    }

    private static Map<String, String> texts(@Nullable YamlNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node != null) {
            node.map().forEach((names, reason) -> {
                for (String name : names.split(" ", -1)) {
                    texts.put(name, reason.text());
                }
            });
        }
        return Map.copyOf(new HashMap<>(texts));
    }

    private static String id(Map<String, YamlNode> words, YamlNode root) {
        String map = text(words, "map", root);
        return map.substring(map.indexOf('/') + 1);
    }

    private static String text(Map<String, YamlNode> words, String word, YamlNode root) {
        YamlNode value = words.get(word);
        if (value == null) {
            root.fault("'" + word + "' is missing");
            return "";
        }
        return value.text();
    }
}
