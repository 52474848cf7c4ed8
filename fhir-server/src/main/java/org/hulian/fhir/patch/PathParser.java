package org.hulian.fhir.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the FHIRPath of a patch: names, indexes, {@code first()}, {@code last()}, {@code where(...)} with comparisons
 * joined by {@code and}, {@code extension('url')}, {@code ofType(...)}. A patch names places; it computes nothing.
 */
final class PathParser {
    private static final int LONGEST = 1024;
    private static final Pattern NAME = Pattern.compile("\\.?`?([A-Za-z_][A-Za-z0-9_]*)`?");
    private static final Pattern INDEX = Pattern.compile("\\[\\s*([0-9]{1,6})\\s*]");
    private static final Pattern FUNCTION =
            Pattern.compile("\\.(first|last|where|ofType|as|extension)\\(((?:[^()']|'(?:[^'\\\\]|\\\\.)*')*)\\)");
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|(true|false|-?[0-9.]+))\\s*");
    private static final Pattern AND = Pattern.compile("\\band\\b");

    private final String text;
    private final String expression;
    private int at;

    private PathParser(String text, String expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * The steps below the resource.
     *
     * @param type       the first name, which is no step
     * @param expression where the path stands in the patch, for messages
     */
    static List<PathStep> parse(String text, String type, String expression) {
        PathParser parser = new PathParser(text.strip(), expression);
        if (parser.text.length() > LONGEST) {
            throw parser.unreadable();
        }
        return parser.steps(type);
    }

    private List<PathStep> steps(String type) {
        List<PathStep> steps = new ArrayList<>();
        Matcher root = NAME.matcher(text);
        if (!root.lookingAt() || !(root.group(1).equals(type) || root.group(1).equals("Resource"))) {
            throw Tree.unfit(
                    expression,
                    "The path must begin with the type of the resource, " + type + ".",
                    "路径必须以资源类型 " + type + " 开头。");
        }
        at = root.end();
        while (at < text.length()) {
            steps.addAll(step());
        }
        return steps;
    }

    private List<PathStep> step() {
        Matcher index = INDEX.matcher(text).region(at, text.length());
        if (index.lookingAt()) {
            at = index.end();
            return List.of(new PathStep.Index(Integer.parseInt(index.group(1))));
        }
        Matcher function = FUNCTION.matcher(text).region(at, text.length());
        if (function.lookingAt()) {
            at = function.end();
            return function(function.group(1), function.group(2));
        }
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (text.charAt(at) == '.' && name.lookingAt() && !text.startsWith("(", name.end())) {
            at = name.end();
            return List.of(new PathStep.Member(name.group(1)));
        }
        throw unreadable();
    }

    private List<PathStep> function(String name, String argument) {
        return switch (name) {
            case "first" -> List.of(new PathStep.Index(0));
            case "last" -> List.of(new PathStep.Index(-1));
            case "ofType", "as" -> List.of(new PathStep.OfType(argument.strip().replaceFirst("^FHIR\\.", "")));
            case "extension" ->
                List.of(
                        new PathStep.Member("extension"),
                        new PathStep.Where(List.of(new PathStep.Condition(
                                List.of("url"), argument.strip().replaceAll("^'|'$", "")))));
            default -> List.of(new PathStep.Where(conditions(argument)));
        };
    }

    private List<PathStep.Condition> conditions(String argument) {
        List<PathStep.Condition> conditions = new ArrayList<>();
        Matcher and = AND.matcher(argument);
        int from = 0;
        while (from <= argument.length()) {
            Matcher condition = CONDITION.matcher(argument).region(from, argument.length());
            if (!condition.lookingAt()) {
                throw unreadable();
            }
            String quoted = condition.group(2);
            conditions.add(new PathStep.Condition(
                    List.of(condition.group(1).split("\\.", -1)),
                    quoted == null ? condition.group(3) : quoted.replaceAll("\\\\(.)", "$1")));
            if (condition.end() == argument.length()) {
                return conditions;
            }
            if (!and.find(condition.end()) || and.start() != condition.end()) {
                throw unreadable();
            }
            from = and.end();
        }
        throw unreadable();
    }

    private RuntimeException unreadable() {
        return Tree.malformed(
                expression,
                "The path is not one of names, [index], first(), last(), where(name = 'value'), extension('url') and"
                        + " ofType(Type).",
                "路径只能由元素名、[序号]、first()、last()、where(名称 = '值')、extension('url') 和 ofType(类型) 组成。");
    }
}
