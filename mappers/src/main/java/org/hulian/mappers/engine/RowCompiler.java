package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hulian.mappers.definition.Definitions;
import org.hulian.mappers.definition.FhirElements;
import org.hulian.mappers.definition.FhirElements.Element;
import org.hulian.mappers.definition.Row;
import org.hulian.mappers.definition.SourcePath;
import org.hulian.mappers.definition.TypeMap;
import org.hulian.mappers.json.JsonValue;

/** Compiles the rows of a map into instructions, checking every name on the way. */
final class RowCompiler {

    private static final int MAX_DEPTH = 8;

    private final WriterCompiler writers;
    private final Faults faults;

    RowCompiler(Definitions definitions, CodeMaps codeMaps, Faults faults) {
        this.faults = faults;
        this.writers = new WriterCompiler(definitions, codeMaps, faults, this);
    }

    List<Instruction> rows(TypeMap map, String type, List<Row> rows, Site site) {
        List<Instruction> instructions = new ArrayList<>(rows.size());
        if (site.depth() > MAX_DEPTH) {
            faults.add(map.at(), "maps are nested more than " + MAX_DEPTH + " deep; one uses itself");
            return instructions;
        }
        for (Row row : rows) {
            Instruction instruction = row(map, type, row, site);
            if (instruction != null) {
                instructions.add(instruction);
            }
        }
        return instructions;
    }

    private @org.jspecify.annotations.Nullable Instruction row(TypeMap map, String type, Row row, Site site) {
        String id = site.prefix() + map.id() + '#' + row.id();
        Check check = Check.of(row.when());
        if (!row.choices().isEmpty()) {
            return choice(map, type, row, site, id, check);
        }
        ElementPath path = ElementPath.of(type, row.to());
        if (path == null) {
            faults.add(row.at(), "'" + row.to() + "' is not an element of " + type);
            return null;
        }
        if (row.value() != null) {
            return fixed(path, Objects.requireNonNull(row.value()), id, check);
        }
        if (row.ref() != null) {
            return reference(path, row, id, check);
        }
        if (row.from().isEmpty() && row.fields().isEmpty()) {
            faults.add(row.at(), "a row needs from, value, ref or fields");
            return null;
        }
        if (row.from().stream().anyMatch(SourcePath::isFact)) {
            return fact(path, row, id, check);
        }
        Writer writer = writers.writer(map, row, path.last(), site, id);
        List<Places> from = row.from().stream().map(Places::of).toList();
        JsonValue otherwise = row.otherwise();
        return new PlaceInstruction(path, from, writer, check, otherwise, id);
    }

    private Instruction choice(TypeMap map, String type, Row row, Site site, String id, Check check) {
        SourcePath by = Objects.requireNonNull(row.by(), "checked below");
        Map<String, List<ChoiceInstruction.Option>> options = new java.util.HashMap<>();
        row.choices().forEach((name, names) -> {
            List<ChoiceInstruction.Option> list = new ArrayList<>();
            for (String option : names) {
                WriterCompiler.Choice choice = writers.choice(map, row, option, site, id);
                Element element = FhirElements.r4().element(type, row.to() + capitalised(choice.type()));
                if (element == null) {
                    faults.add(row.at(), "'" + row.to() + "' of " + type + " cannot be " + choice.type());
                } else {
                    list.add(new ChoiceInstruction.Option(element, choice.check(), choice.writer()));
                }
            }
            options.put(name, list);
        });
        List<Places> from = row.from().stream().map(Places::of).toList();
        return new ChoiceInstruction(Places.of(by), from, options, check);
    }

    private static Instruction fixed(ElementPath path, JsonValue value, String id, Check check) {
        return (scope, target) -> {
            if (check.holds(scope)) {
                Target parent = path.parent(target, true);
                if (!parent.isWritten(path.last())) {
                    scope.run().traced(value, parent.next(path.last()), scope.reason(), id);
                    parent.put(path.last(), value.copy());
                }
            }
            return false;
        };
    }

    private Instruction reference(ElementPath path, Row row, String id, Check check) {
        if (!path.last().type().equals("Reference")) {
            faults.add(row.at(), "'" + row.to() + "' is not a Reference");
        }
        String alias = Objects.requireNonNull(row.ref());
        return (scope, target) -> {
            if (!check.holds(scope)) {
                return false;
            }
            List<Entry> made =
                    alias.equals("*") ? scope.run().entries() : scope.group().nearestMade(alias);
            boolean written = false;
            for (Entry entry : made) {
                Target parent = path.parent(target, true);
                if (entry.target().path().equals(target.path()) || parent.isWritten(path.last())) {
                    continue;
                }
                scope.run().traced(parent.next(path.last()) + ".reference", entry.source(), id);
                parent.put(path.last(), JsonValue.Obj.of("reference", entry.reference()));
                written = true;
                if (!row.all()) {
                    break;
                }
            }
            return written;
        };
    }

    /** A fact about the message, after the row's fixed prefix if it has one. */
    private Instruction fact(ElementPath path, Row row, String id, Check check) {
        if (!FhirElements.isPrimitive(path.last().type())) {
            faults.add(row.at(), "a fact can only be written to a primitive element");
        }
        String fact = row.from().get(0).fact();
        if (!Facts.NAMES.contains(fact)) {
            faults.add(row.at(), "unknown fact '$" + fact + "'; known: " + Facts.NAMES);
        }
        String prefix = row.args().isEmpty() ? "" : row.args().get(0);
        return (scope, target) -> {
            String text = scope.run().fact(fact);
            if (text.isEmpty() || !check.holds(scope)) {
                return false;
            }
            Target parent = path.parent(target, true);
            if (!parent.isWritten(path.last())) {
                scope.run().traced(parent.next(path.last()), scope.reason(), id);
                parent.put(path.last(), new JsonValue.Text(prefix + text));
                if (fact.equals("key") || fact.equals("controlId")) {
                    scope.segment()
                            .repetitions(10)
                            .forEach(repetition -> repetition.value().markMapped());
                }
            }
            return true;
        };
    }

    private static String capitalised(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }
}
