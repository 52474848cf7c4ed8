package org.hulian.fhir.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NonNullType;
import graphql.language.NullValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of arguments as text, with the variables of the request; and the directives of GraphQL itself. */
final class QueryValues {
    private static final Set<String> DIRECTIVES = Set.of("skip", "include", "flatten", "first", "singleton", "slice");

    private final Map<String, List<String>> variables;

    private QueryValues(Map<String, List<String>> variables) {
        this.variables = variables;
    }

    /** The variables an operation declares, from the request or by their defaults. */
    static QueryValues of(List<VariableDefinition> declared, JsonNode given) {
        Map<String, List<String>> values = new HashMap<>();
        QueryValues none = new QueryValues(Map.of());
        for (VariableDefinition variable : declared) {
            JsonNode sent = given.path(variable.getName());
            List<String> value;
            if (sent.isMissingNode()) {
                value = variable.getDefaultValue() == null ? List.of() : none.texts(variable.getDefaultValue());
            } else {
                value = texts(sent, variable);
            }
            if (value.isEmpty() && variable.getType() instanceof NonNullType) {
                throw GraphRefusals.at(
                        QueryReader.place(variable),
                        "required",
                        "The variable " + variable.getName() + " needs a value.",
                        "变量 " + variable.getName() + " 需要取值。");
            }
            values.put(variable.getName(), value);
        }
        return new QueryValues(values);
    }

    private static List<String> texts(JsonNode sent, VariableDefinition variable) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : sent.isArray() ? sent : List.of(sent)) {
            if (each.isContainerNode()) {
                throw GraphRefusals.at(
                        QueryReader.place(variable),
                        "value",
                        "The variable " + variable.getName() + " must be a plain value or a list of them.",
                        "变量 " + variable.getName() + " 应为简单值或其列表。");
            }
            if (!each.isNull()) {
                texts.add(each.asText());
            }
        }
        return texts;
    }

    /** Without those that are null. */
    Map<String, List<String>> of(List<Argument> arguments) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            List<String> texts = texts(argument.getValue());
            if (!texts.isEmpty() && values.put(argument.getName(), texts) != null) {
                throw GraphRefusals.at(
                        QueryReader.place(argument),
                        "invalid",
                        "The argument " + argument.getName() + " is given twice. Give a list.",
                        "参数 " + argument.getName() + " 重复，请使用列表。");
            }
        }
        return values;
    }

    private List<String> texts(Value<?> value) {
        return switch (value) {
            case StringValue text -> List.of(text.getValue());
            case IntValue number -> List.of(number.getValue().toString());
            case FloatValue number -> List.of(number.getValue().toPlainString());
            case BooleanValue truth -> List.of(Boolean.toString(truth.isValue()));
            case EnumValue word -> List.of(word.getName());
            case NullValue none -> List.of();
            case ArrayValue list ->
                list.getValues().stream().flatMap(each -> texts(each).stream()).toList();
            case VariableReference variable -> {
                List<String> known = variables.get(variable.getName());
                if (known == null) {
                    throw GraphRefusals.at(
                            QueryReader.place(variable),
                            "invalid",
                            "The variable " + variable.getName() + " is not declared.",
                            "变量 " + variable.getName() + " 未声明。");
                }
                yield known;
            }
            default ->
                throw GraphRefusals.at(QueryReader.place(value), "value", "An object is no value here.", "此处不支持对象取值。");
        };
    }

    /** Whether {@code @skip} and {@code @include} leave it in; an unknown directive is refused. */
    boolean wanted(List<Directive> directives) {
        for (Directive directive : directives) {
            if (!DIRECTIVES.contains(directive.getName())) {
                throw GraphRefusals.at(
                        QueryReader.place(directive),
                        "not-supported",
                        "The directive @" + directive.getName() + " is not offered, only "
                                + DIRECTIVES.stream().sorted().toList() + ".",
                        "不支持指令 @" + directive.getName() + "。");
            }
        }
        Directive skip = directive(directives, "skip");
        Directive include = directive(directives, "include");
        return (skip == null || !required(skip, "if").equals("true"))
                && (include == null || required(include, "if").equals("true"));
    }

    /** The value a directive must have. */
    String required(Directive directive, String name) {
        List<String> value = of(directive.getArguments()).getOrDefault(name, List.of());
        if (value.size() != 1) {
            throw GraphRefusals.at(
                    QueryReader.place(directive),
                    "required",
                    "@" + directive.getName() + " needs the argument " + name + ".",
                    "@" + directive.getName() + " 需要参数 " + name + "。");
        }
        return value.getFirst();
    }

    static @Nullable Directive directive(List<Directive> directives, String name) {
        return directives.stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
