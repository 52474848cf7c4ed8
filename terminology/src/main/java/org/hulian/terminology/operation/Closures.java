package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.expand.Issue;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.expand.Text;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Json;

/**
 * Closure tables, <a href="https://hl7.org/fhir/R4/conceptmap-operation-closure.html">$closure</a>. They live in memory:
 * a client whose table is not known any more is told to begin it again, as the specification provides.
 */
final class Closures {
    private final Limits limits;
    private final Supplier<Instant> clock;
    private final Map<Key, Table> tables;

    private record Key(String owner, String name) {}

    /** What a table holds; a pair is child and parent, with the version it came with. */
    private static final class Table {
        final Set<Coding> concepts = new LinkedHashSet<>();
        final List<Pair> pairs = new ArrayList<>();
        int version;
    }

    private record Pair(Coding child, Coding parent, int version) {}

    Closures(Limits limits, Supplier<Instant> clock) {
        this.limits = limits;
        this.clock = clock;
        this.tables = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Table> eldest) {
                return size() > limits.closures();
            }
        };
    }

    synchronized ObjectNode answer(String owner, Request request, Desk desk) {
        String name = request.text("name");
        if (name == null || name.isEmpty() || name.length() > 64) {
            throw TerminologyException.invalid(
                    "Send the name of the closure table, at most 64 characters.", "请提供闭包表名称（不超过 64 个字符）。");
        }
        Key key = new Key(owner, name);
        List<JsonNode> concepts = request.objects("concept");
        String since = request.text("version");
        if (concepts.isEmpty() && since == null) {
            tables.put(key, new Table());
            return map(name, 0, List.of());
        }
        Table table = tables.get(key);
        if (table == null) {
            throw new TerminologyException(
                    404,
                    Issue.error(
                            "not-found",
                            "",
                            new Text(
                                    "",
                                    "The closure table '%s' is not known. Begin it with its name only.".formatted(name),
                                    "闭包表“%s”不存在。请先仅以名称初始化".formatted(name))));
        }
        int before = since == null ? table.version : Math.max(0, request.number("version"));
        for (JsonNode concept : concepts) {
            add(table, Json.coding(concept), desk);
        }
        return map(
                name,
                table.version,
                table.pairs.stream().filter(pair -> pair.version() > before).toList());
    }

    private void add(Table table, Coding coding, Desk desk) {
        CodeSystem system = desk.resolver().system(coding.system(), null);
        if (system == null) {
            throw Says.unknownSystem(coding.system(), null);
        }
        Concept concept = system.find(coding.code());
        if (concept == null) {
            throw Says.unknownCode(coding.code(), system);
        }
        Coding added = Coding.of(coding.system(), concept.code());
        if (table.concepts.contains(added)) {
            return;
        }
        if (table.concepts.size() >= limits.closureConcepts()) {
            throw TerminologyException.invalid(
                    "A closure table holds at most %d concepts.".formatted(limits.closureConcepts()),
                    "闭包表最多容纳 %d 个概念。".formatted(limits.closureConcepts()));
        }
        table.version++;
        for (Coding known : table.concepts) {
            Concept other = known.system().equals(added.system()) ? system.find(known.code()) : null;
            if (other != null && system.subsumes(other.number(), concept.number())) {
                table.pairs.add(new Pair(added, known, table.version));
            } else if (other != null && system.subsumes(concept.number(), other.number())) {
                table.pairs.add(new Pair(known, added, table.version));
            }
        }
        table.concepts.add(added);
    }

    private ObjectNode map(String name, int version, List<Pair> pairs) {
        ObjectNode map = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "ConceptMap")
                .put("version", Integer.toString(version))
                .put("name", name)
                .put("status", "active")
                .put("experimental", true)
                .put("date", clock.get().toString());
        Map<String, Map<String, List<Pair>>> bySystem = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            bySystem.computeIfAbsent(pair.child().system(), system -> new LinkedHashMap<>())
                    .computeIfAbsent(pair.child().code(), code -> new ArrayList<>())
                    .add(pair);
        }
        bySystem.forEach((system, children) -> {
            ObjectNode group =
                    map.withArray("group").addObject().put("source", system).put("target", system);
            ArrayNode elements = group.putArray("element");
            children.forEach((code, parents) -> {
                ArrayNode targets = elements.addObject().put("code", code).putArray("target");
                parents.forEach(pair ->
                        targets.addObject().put("code", pair.parent().code()).put("equivalence", "subsumes"));
            });
        });
        return map;
    }
}
