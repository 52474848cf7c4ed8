package org.hulian.fhir.graphql;

import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document with graphql-java's parser and fills fragments, variables, {@code @skip} and {@code @include} in.
 *
 * @see <a href="https://spec.graphql.org/October2021/#sec-Language">the language</a>
 */
final class QueryReader {
    private static final int TOKENS = 15_000;
    private static final int RULES = 300;

    private final GraphLimits limits;
    private final QueryValues values;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final List<String> within = new ArrayList<>();
    private int selections;

    private QueryReader(GraphLimits limits, QueryValues values) {
        this.limits = limits;
        this.values = values;
    }

    /** The fields of the operation that is asked for. */
    static List<GraphField> read(GraphQuery query, GraphLimits limits) {
        if (query.document().length() > limits.characters()) {
            throw GraphRefusals.costly(
                    "characters", limits.characters(), query.document().length());
        }
        Document document = parsed(query.document(), limits);
        OperationDefinition operation = operation(document, query.operation());
        QueryReader reader =
                new QueryReader(limits, QueryValues.of(operation.getVariableDefinitions(), query.variables()));
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> reader.fragments.put(fragment.getName(), fragment));
        return reader.fields(operation.getSelectionSet(), List.of(), 1);
    }

    private static Document parsed(String text, GraphLimits limits) {
        ParserOptions options = ParserOptions.newParserOptions()
                .captureIgnoredChars(false)
                .captureLineComments(false)
                .captureSourceLocation(true)
                .maxCharacters(limits.characters())
                .maxTokens(TOKENS)
                .maxWhitespaceTokens(limits.characters())
                .maxRuleDepth(RULES)
                .build();
        try {
            return Parser.parse(ParserEnvironment.newParserEnvironment()
                    .document(text)
                    .parserOptions(options)
                    .build());
        } catch (InvalidSyntaxException wrong) {
            String place = wrong.getLocation() == null
                    ? ""
                    : wrong.getLocation().getLine() + ":" + wrong.getLocation().getColumn();
            throw GraphRefusals.at(
                    place, "structure", "The query is no GraphQL document from here on.", "查询从此处起不是合法的 GraphQL 文档。");
        }
    }

    private static OperationDefinition operation(Document document, @Nullable String name) {
        List<OperationDefinition> all = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(each -> name == null || name.equals(each.getName()))
                .toList();
        if (all.size() != 1) {
            throw GraphRefusals.at(
                    "",
                    "required",
                    "The document must hold one operation, or operationName must name one of them.",
                    "文档应只含一个操作，或由 operationName 指定其一。");
        }
        OperationDefinition operation = all.getFirst();
        if (operation.getOperation() != OperationDefinition.Operation.QUERY) {
            throw GraphRefusals.at(
                    place(operation),
                    "not-supported",
                    "Only queries are answered. Write with the REST interactions.",
                    "仅支持查询；写入请使用 REST 交互。");
        }
        return operation;
    }

    private List<GraphField> fields(@Nullable SelectionSet set, List<String> only, int depth) {
        List<GraphField> found = new ArrayList<>();
        if (set == null) {
            return found;
        }
        if (depth > limits.depth()) {
            throw GraphRefusals.costly("fields within each other", limits.depth(), depth);
        }
        for (Selection<?> selection : set.getSelections()) {
            selections++;
            if (selections > limits.fields()) {
                throw GraphRefusals.costly("fields", limits.fields(), selections);
            }
            switch (selection) {
                case Field field -> {
                    if (values.wanted(field.getDirectives())) {
                        found.add(field(field, only, depth));
                    }
                }
                case InlineFragment fragment -> {
                    if (values.wanted(fragment.getDirectives())) {
                        found.addAll(fields(fragment.getSelectionSet(), and(only, fragment.getTypeCondition()), depth));
                    }
                }
                case FragmentSpread spread -> {
                    if (values.wanted(spread.getDirectives())) {
                        found.addAll(spread(spread, only, depth));
                    }
                }
                default -> throw GraphRefusals.at(place(selection), "not-supported", "Not a field.", "不是字段。");
            }
        }
        return found;
    }

    private List<GraphField> spread(FragmentSpread spread, List<String> only, int depth) {
        FragmentDefinition fragment = fragments.get(spread.getName());
        if (fragment == null || within.contains(spread.getName())) {
            throw GraphRefusals.at(
                    place(spread),
                    "invalid",
                    "The fragment " + spread.getName() + (fragment == null ? " is not there." : " holds itself."),
                    "片段 " + spread.getName() + (fragment == null ? " 不存在。" : " 引用了自身。"));
        }
        within.add(spread.getName());
        List<GraphField> found = fields(fragment.getSelectionSet(), and(only, fragment.getTypeCondition()), depth);
        within.removeLast();
        return found;
    }

    private static List<String> and(List<String> only, @Nullable TypeName condition) {
        if (condition == null) {
            return only;
        }
        List<String> both = new ArrayList<>(only);
        both.add(condition.getName());
        return both;
    }

    private GraphField field(Field field, List<String> only, int depth) {
        Directive slice = QueryValues.directive(field.getDirectives(), "slice");
        return new GraphField(
                field.getName(),
                field.getResultKey(),
                only,
                values.of(field.getArguments()),
                QueryValues.directive(field.getDirectives(), "flatten") != null,
                QueryValues.directive(field.getDirectives(), "first") != null,
                QueryValues.directive(field.getDirectives(), "singleton") != null,
                slice == null ? null : values.required(slice, "path"),
                fields(field.getSelectionSet(), List.of(), depth + 1),
                place(field));
    }

    static String place(Node<?> node) {
        return node.getSourceLocation() == null
                ? ""
                : node.getSourceLocation().getLine() + ":"
                        + node.getSourceLocation().getColumn();
    }
}
