package org.hulian.mappers.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hulian.mappers.Severity;
import org.hulian.mappers.definition.Definitions;
import org.hulian.mappers.definition.FhirElements;
import org.hulian.mappers.definition.FhirElements.Element;
import org.hulian.mappers.definition.Row;
import org.hulian.mappers.definition.TypeMap;
import org.hulian.mappers.function.Call;
import org.hulian.mappers.function.Functions;
import org.hulian.mappers.function.MappingFunction;
import org.hulian.mappers.function.Primitives;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.Translation;
import org.jspecify.annotations.Nullable;

/** Compiles how a place becomes a value: by a datatype map, inline fields, a function, a table, or the element's own type. */
final class WriterCompiler {

    private static final Writer NOTHING = (scope, value, path) -> null;

    private final Definitions definitions;
    private final CodeMaps codeMaps;
    private final Faults faults;
    private final RowCompiler rows;

    WriterCompiler(Definitions definitions, CodeMaps codeMaps, Faults faults, RowCompiler rows) {
        this.definitions = definitions;
        this.codeMaps = codeMaps;
        this.faults = faults;
        this.rows = rows;
    }

    /** A type a choice may take: its name, the datatype map's own condition, and the writer. */
    record Choice(String type, Check check, Writer writer) {}

    Writer writer(TypeMap map, Row row, Element element, Site site, String id) {
        String translate = site.translate(row.translate());
        if (translate != null && !codeMaps.has(translate)) {
            faults.add(row.at(), "there is no concept map '" + translate + "'");
        }
        if (row.each() != null) {
            return each(row, row.each(), element, site, id);
        }
        if (!row.fields().isEmpty()) {
            return object(rows.rows(map, element.type(), row.fields(), site), element.type(), Map.of());
        }
        if (row.with() != null) {
            return function(row, row.with(), site, id);
        }
        if (translate != null) {
            return code(translate, row, id);
        }
        return primitive(element.type(), id);
    }

    Choice choice(TypeMap map, Row row, String option, Site site, String id) {
        if (FhirElements.isPrimitive(option)) {
            MappingFunction whole = Functions.named("allText");
            Writer writer = option.equals("string") && whole != null
                    ? traced(call(whole, row, site), id)
                    : primitive(option, id);
            return new Choice(option, scope -> true, writer);
        }
        TypeMap datatype = definitions.map("datatypes/" + option);
        if (datatype == null) {
            faults.add(row.at(), "there is no map datatypes/" + option);
            return new Choice("string", scope -> false, NOTHING);
        }
        Element element = new Element(row.to(), datatype.to(), false, false);
        return new Choice(datatype.to(), Check.of(datatype.when()), each(row, option, element, site, id));
    }

    private Writer each(Row row, String name, Element element, Site site, String id) {
        TypeMap datatype = definitions.map("datatypes/" + name);
        if (datatype == null) {
            faults.add(row.at(), "there is no map datatypes/" + name);
            return NOTHING;
        }
        boolean makes = FhirElements.r4().isResource(datatype.to());
        String needed = makes ? "Reference" : datatype.to();
        if (!element.type().equals(needed)) {
            faults.add(row.at(), "'" + row.to() + "' is a " + element.type() + ", but " + name + " gives " + needed);
        }
        Site inside = site.inside(id, site.translate(row.translate()), site.table(row.table()));
        List<Instruction> instructions = rows.rows(datatype, datatype.to(), datatype.rows(), inside);
        if (!makes) {
            Writer object = object(instructions, datatype.to(), datatype.unmapped());
            Check check = Check.of(datatype.when());
            return (scope, value, path) -> check.holds(scope.with(value)) ? object.write(scope, value, path) : null;
        }
        return new ReferenceWriter(datatype, instructions, id);
    }

    private static Writer object(List<Instruction> instructions, String type, Map<String, String> unmapped) {
        List<Element> required = FhirElements.r4().required(type);
        return (scope, value, path) -> {
            JsonValue.Obj object = JsonValue.Obj.empty();
            Target target = new Target(object, path);
            Scope inside = scope.with(value);
            int mark = scope.run().mark();
            boolean written = false;
            for (Instruction instruction : instructions) {
                written |= instruction.run(inside, target);
            }
            if (!written || !isComplete(scope, value, object, required, type)) {
                scope.run().rollback(mark);
                return null;
            }
            unmapped.forEach((part, reason) -> value.markReason(Integer.parseInt(part), reason));
            return object;
        };
    }

    private static boolean isComplete(
            Scope scope, Value value, JsonValue.Obj object, List<Element> required, String type) {
        for (Element element : required) {
            if (object.get(element.name()) == null) {
                scope.run()
                        .problem(
                                Severity.WARNING,
                                "ELEMENT_INCOMPLETE",
                                value.source(),
                                "A " + type + " needs " + element.name()
                                        + ", which the message does not give; it is left out.",
                                type + " 需要 " + element.name() + ",但消息未提供;已略去。");
                return false;
            }
        }
        return true;
    }

    private Writer function(Row row, String name, Site site, String id) {
        MappingFunction function = Functions.named(name);
        if (function == null) {
            faults.add(row.at(), "unknown function '" + name + "'; known: " + Functions.names());
            return NOTHING;
        }
        return traced(call(function, row, site), id);
    }

    private static Writer call(MappingFunction function, Row row, Site site) {
        String translate = site.translate(row.translate());
        String table = site.table(row.table());
        return (scope, value, path) -> {
            JsonValue json = function.apply(new Call(scope.run(), value, row.args(), chosen(scope, translate), table));
            if (json != null && value.component() > 0) {
                value.markMapped();
            }
            return json;
        };
    }

    private static Writer code(String translate, Row row, String id) {
        return traced(
                (scope, value, path) -> {
                    String map = translate;
                    Translation translation = scope.run().translate(map, Coding.of("", value.text()));
                    if (!(translation instanceof Translation.Mapped)) {
                        translation = scope.run()
                                .translate(map, Coding.of("", value.text().toUpperCase(Locale.ROOT)));
                    }
                    return switch (translation) {
                        case Translation.Mapped mapped -> {
                            value.markMapped();
                            String code = mapped.target().code();
                            yield code.equals("true") || code.equals("false")
                                    ? new JsonValue.Bool(code.equals("true"))
                                    : new JsonValue.Text(code);
                        }
                        case Translation.Unmapped unmapped -> {
                            unmappedCode(scope, value, map, row, unmapped.reason());
                            yield null;
                        }
                    };
                },
                id);
    }

    private static void unmappedCode(Scope scope, Value value, String map, Row row, String reason) {
        value.markReason(Math.max(1, value.component()), "the code has no target in " + map);
        scope.run()
                .warn(
                        "CODE_MAPPING",
                        value,
                        "The code '" + value.text() + "' has no target in the map " + map + " (" + reason + "); "
                                + row.to() + " is left at its default.",
                        "代码“" + value.text() + "”在映射 " + map + " 中没有目标;" + row.to() + " 使用默认值。");
    }

    private static Writer primitive(String type, String id) {
        return traced(
                (scope, value, path) -> {
                    JsonValue json =
                            FhirElements.isPrimitive(type) ? Primitives.convert(type, value, scope.run()) : null;
                    if (json != null) {
                        value.markMapped();
                    }
                    return json;
                },
                id);
    }

    private static Writer traced(Writer writer, String id) {
        return (scope, value, path) -> {
            JsonValue json = writer.write(scope, value, path);
            if (json instanceof JsonValue.Text text && text.value().isEmpty()) {
                return null;
            }
            if (json != null) {
                scope.run().traced(json, path, value.source(), id);
            }
            return json;
        };
    }

    private static @Nullable String chosen(Scope scope, @Nullable String map) {
        if (CodeMaps.TESTS.equals(map)) {
            return scope.run().sender().codeMap();
        }
        return CodeMaps.UNITS.equals(map) ? scope.run().sender().unitMap() : map;
    }
}
