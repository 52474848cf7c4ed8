package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles the part of FHIRPath that R4's search parameters use: paths, unions, {@code as}, {@code where} with one
 * comparison or {@code resolve() is Type}, {@code extension('url')}, an index, and the one
 * {@code exists() and != false}. A test compares the values with those of HAPI's FHIRPath engine over HL7's examples.
 */
final class PathCompiler {
    private static final Set<String> CHOICES = Set.of(
            "abatement",
            "allowed",
            "amount",
            "answer",
            "asNeeded",
            "born",
            "code",
            "collected",
            "created",
            "deceased",
            "definition",
            "doseNumber",
            "due",
            "effective",
            "event",
            "fastingStatus",
            "identified",
            "item",
            "medication",
            "multipleBirth",
            "occurred",
            "occurrence",
            "onset",
            "performed",
            "probability",
            "rate",
            "reported",
            "scheduled",
            "seriesDoses",
            "serviced",
            "source",
            "start",
            "substance",
            "target",
            "timing",
            "value");
    private static final Pattern PRESENT = Pattern.compile("(.+)\\.exists\\(\\) and \\1 != false");
    private static final Pattern CAST = Pattern.compile("\\(([A-Za-z.]+) as ([A-Za-z]+)\\)(.*)");
    private static final Pattern AS = Pattern.compile("(?:as|ofType)\\(([A-Za-z]+)\\)");
    private static final Pattern EXTENSION = Pattern.compile("extension\\('([^']+)'\\)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Pattern IS = Pattern.compile("where\\(resolve\\(\\) is ([A-Za-z]+)\\)");
    private static final Pattern EQUAL = Pattern.compile("where\\(([a-z]+)='([^']*)'\\)");
    private static final Pattern INDEXED = Pattern.compile("([a-zA-Z]+)\\[0]");

    private PathCompiler() {}

    static ValuePath compile(String expression) {
        Matcher present = PRESENT.matcher(expression);
        if (present.matches()) {
            return present(compile(present.group(1)));
        }
        List<ValuePath> paths = new ArrayList<>();
        for (String alternative : expression.split(" \\| ", -1)) {
            paths.add(single(alternative.strip()));
        }
        return paths.size() == 1 ? paths.getFirst() : new ValuePath.Union(paths);
    }

    private static ValuePath present(ValuePath path) {
        return (node, values) -> {
            boolean[] found = {false};
            path.collect(node, value -> found[0] |= !(value.isBoolean() && !value.booleanValue()));
            values.accept(BooleanNode.valueOf(found[0]));
        };
    }

    private static ValuePath single(String text) {
        List<ValuePath> steps = new ArrayList<>();
        String path = text;
        Matcher cast = CAST.matcher(text);
        if (cast.matches()) {
            path = cast.group(1) + ".as(" + cast.group(2) + ")" + cast.group(3);
        }
        List<String> parts = split(path);
        for (int i = Character.isUpperCase(parts.getFirst().charAt(0)) ? 1 : 0; i < parts.size(); i++) {
            Matcher as = i + 1 < parts.size() ? AS.matcher(parts.get(i + 1)) : null;
            if (as != null && as.matches()) {
                steps.add(typed(parts.get(i), as.group(1)));
                i++;
            } else {
                steps.add(step(parts.get(i)));
            }
        }
        return steps.size() == 1 ? steps.getFirst() : new ValuePath.Steps(steps);
    }

    /** At the dots that are not within parentheses. */
    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '.' && depth == 0) {
                parts.add(path.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(path.substring(from));
        return parts;
    }

    private static ValuePath typed(String name, String type) {
        String typed = name + Character.toUpperCase(type.charAt(0)) + type.substring(1);
        // An element that is not a choice is sometimes cast as well.
        return new ValuePath.Union(List.of(new ValuePath.Typed(typed), new ValuePath.Property(name, false)));
    }

    private static ValuePath step(String part) {
        Matcher is = IS.matcher(part);
        if (is.matches()) {
            return new ValuePath.Where(leadsTo(is.group(1)));
        }
        Matcher equal = EQUAL.matcher(part);
        if (equal.matches()) {
            String value = equal.group(2);
            String name = equal.group(1);
            return new ValuePath.Where(node -> value.equals(node.path(name).asText()));
        }
        Matcher indexed = INDEXED.matcher(part);
        if (indexed.matches()) {
            String name = indexed.group(1);
            return (node, values) -> {
                JsonNode first = node.path(name).path(0);
                if (!first.isMissingNode()) {
                    values.accept(first);
                }
            };
        }
        Matcher extension = EXTENSION.matcher(part);
        if (extension.matches()) {
            String url = extension.group(1);
            return new ValuePath.Steps(List.of(
                    new ValuePath.Property("extension", false),
                    new ValuePath.Where(node -> url.equals(node.path("url").asText()))));
        }
        if (!NAME.matcher(part).matches()) {
            throw new IllegalArgumentException(part);
        }
        return new ValuePath.Property(part, CHOICES.contains(part));
    }

    /** Decided by the text of the reference, or the type stated beside it. */
    private static Predicate<JsonNode> leadsTo(String type) {
        String start = type + "/";
        String inside = "/" + start;
        return node -> {
            String reference = node.path("reference").asText("");
            return reference.startsWith(start)
                    || reference.contains(inside)
                    || type.equals(node.path("type").asText());
        };
    }
}
