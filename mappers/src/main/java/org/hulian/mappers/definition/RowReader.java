package org.hulian.mappers.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.mappers.definition.Condition.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a map and their conditions. */
final class RowReader {

    private static final Set<String> WORDS = Set.of(
            "from",
            "to",
            "each",
            "by",
            "choices",
            "with",
            "args",
            "translate",
            "table",
            "value",
            "default",
            "ref",
            "all",
            "fields",
            "when",
            "row");

    private RowReader() {}

    static List<Row> rows(@Nullable YamlNode node) {
        List<Row> rows = new ArrayList<>();
        if (node != null) {
            Map<String, Integer> seen = new HashMap<>();
            for (YamlNode item : node.list()) {
                rows.add(row(item, seen));
            }
        }
        return rows;
    }

    private static Row row(YamlNode node, Map<String, Integer> seen) {
        Map<String, YamlNode> words = node.map(WORDS);
        List<SourcePath> from = new ArrayList<>();
        YamlNode sources = words.get("from");
        if (sources != null) {
            sources.list().forEach(source -> from.add(path(source)));
        }
        String to = text(words, "to");
        if (to == null) {
            node.fault("'to' is missing");
            to = "";
        }
        Map<String, List<String>> choices = new LinkedHashMap<>();
        YamlNode chosen = words.get("choices");
        if (chosen != null) {
            chosen.map()
                    .forEach((names, maps) -> List.of(names.split(" ", -1))
                            .forEach(name -> choices.put(
                                    name,
                                    maps.list().stream().map(YamlNode::text).toList())));
        }
        YamlNode args = words.get("args");
        YamlNode value = words.get("value");
        YamlNode otherwise = words.get("default");
        YamlNode by = words.get("by");
        return new Row(
                rowId(to, words, seen),
                List.copyOf(from),
                to,
                text(words, "each"),
                by == null ? null : path(by),
                choices,
                text(words, "with"),
                args == null
                        ? List.of()
                        : args.list().stream().map(YamlNode::text).toList(),
                text(words, "translate"),
                text(words, "table"),
                value == null ? null : value.json(),
                otherwise == null ? null : otherwise.json(),
                text(words, "ref"),
                words.containsKey("all"),
                rows(words.get("fields")),
                condition(words.get("when")),
                node.at());
    }

    /** The target, and the source too from the second row on that writes it: a row keeps its name when others are added after it. */
    private static String rowId(String to, Map<String, YamlNode> words, Map<String, Integer> seen) {
        String given = text(words, "row");
        if (given != null) {
            return given;
        }
        if (seen.merge(to, 1, Integer::sum) == 1) {
            return to;
        }
        YamlNode from = words.get("from");
        String id = to + '@' + (from == null ? "fixed" : from.list().get(0).text());
        int count = seen.merge(id, 1, Integer::sum);
        return count == 1 ? id : id + '.' + count;
    }

    static Condition condition(@Nullable YamlNode node) {
        List<Condition.Test> tests = new ArrayList<>();
        if (node != null) {
            node.map().forEach((path, ask) -> tests.add(test(path(ask, path), ask)));
        }
        return tests.isEmpty() ? Condition.ALWAYS : new Condition(List.copyOf(tests));
    }

    private static Condition.Test test(SourcePath path, YamlNode ask) {
        if (ask.isList()) {
            return new Condition.Test(path, Kind.IN, texts(ask));
        }
        if (ask.isMap()) {
            YamlNode not = ask.map(Set.of("not")).get("not");
            return new Condition.Test(path, Kind.NOT_IN, not == null ? List.of() : texts(not));
        }
        Kind kind = switch (ask.text()) {
            case "present" -> Kind.PRESENT;
            case "absent" -> Kind.ABSENT;
            case "numeric" -> Kind.NUMERIC;
            default -> {
                ask.fault("a condition is present, absent, numeric, a list of values, or { not: list }");
                yield Kind.PRESENT;
            }
        };
        return new Condition.Test(path, kind, List.of());
    }

    static SourcePath path(YamlNode node) {
        return path(node, node.text());
    }

    static SourcePath path(YamlNode node, String text) {
        SourcePath path = SourcePath.parse(text);
        if (path == null) {
            node.fault("'" + text + "' is no place in a message; write OBX-5, PID-5.1, PID-3[5=MR] or 4.1");
            return new SourcePath(null, 0, null, 0, 0, "");
        }
        return path;
    }

    private static List<String> texts(YamlNode node) {
        return node.list().stream().map(YamlNode::text).toList();
    }

    private static @Nullable String text(Map<String, YamlNode> words, String word) {
        YamlNode node = words.get(word);
        return node == null ? null : node.text();
    }
}
