package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the composite parameters of one type are answered. What stands side by side in the resource itself is answered by
 * the components' own parameters together; what must stand in one repeating element needs an index of its own.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#composite">search.html#composite</a>
 */
public final class Composites {
    private final String type;
    private final Map<String, SearchParameter> byName = new TreeMap<>();
    private final Map<String, List<Alternative>> alternatives = new TreeMap<>();
    private final Map<String, List<SearchParameter>> stored = new TreeMap<>();

    /** One way a composite can be met; any suffices. */
    public sealed interface Alternative {
        /** Every component anywhere in the resource: there is one element they could be apart in. */
        record Together(List<SearchParameter> parameters) implements Alternative {}

        /** All within one element below {@code root}: combined hashes. */
        record Paired(String root, List<Part> parts) implements Alternative {}

        /** A code and an amount within one element below {@code root}: rows of the amount that carry the code. */
        record Coded(String root, List<Part> parts) implements Alternative {
            /** Which of the parts is the amount. */
            public int amount() {
                return isAmount(parts.getFirst().parameter()) ? 0 : 1;
            }

            /** Whether all values of the parameter are amounts of this alternative. */
            public boolean covers(SearchParameter parameter) {
                return parts.get(amount()).parameter().equals(parameter)
                        && inside(parameter, root).equals(expressions(parameter));
            }
        }
    }

    /**
     * A component within an element.
     *
     * @param parameter whose hashes and rows it shares
     * @param path      from the element to its values
     */
    public record Part(SearchParameter parameter, String path) {}

    /** Of the parameters of a type. */
    public Composites(String type, Collection<SearchParameter> parameters) {
        this.type = type;
        parameters.forEach(parameter -> byName.put(parameter.name(), parameter));
        for (SearchParameter parameter : parameters) {
            if (parameter.kind() == SearchParameter.Kind.COMPOSITE) {
                alternatives.put(parameter.name(), of(parameter));
            } else if (isAmount(parameter)) {
                stored.put(parameter.name(), answeredBy(parameter));
            }
        }
    }

    /** The ways to meet a composite parameter. */
    public List<Alternative> of(String composite) {
        return alternatives.getOrDefault(composite, List.of());
    }

    /** All alternatives that need an index of their own, each once. */
    public Set<Alternative> indexed() {
        Set<Alternative> all = new LinkedHashSet<>();
        for (List<Alternative> each : alternatives.values()) {
            for (Alternative alternative : each) {
                if (!(alternative instanceof Alternative.Together)) {
                    all.add(alternative);
                }
            }
        }
        return all;
    }

    /** The quantity or number parameters whose rows answer for this one: itself, or those it is the union of. */
    public List<SearchParameter> stored(SearchParameter parameter) {
        return stored.getOrDefault(parameter.name(), List.of(parameter));
    }

    /** Whether the amounts of a parameter get rows with the code beside them in their element, and no others. */
    public boolean isCoded(SearchParameter parameter) {
        return indexed().stream()
                .anyMatch(alternative -> alternative instanceof Alternative.Coded coded && coded.covers(parameter));
    }

    private List<Alternative> of(SearchParameter composite) {
        List<String> roots = List.of(composite.expression().split(" \\| ", -1));
        return roots.stream().map(root -> alternative(composite, root, roots)).toList();
    }

    private Alternative alternative(SearchParameter composite, String root, List<String> roots) {
        List<SearchParameter> components =
                composite.components().stream().map(this::component).toList();
        if (root.equals(type)) {
            return new Alternative.Together(components.stream()
                    .map(component -> same(component, outside(component, roots)))
                    .toList());
        }
        List<Part> parts = new ArrayList<>();
        for (SearchParameter component : components) {
            Set<String> inside = inside(component, root);
            if (!inside.isEmpty()) {
                String path = String.join(
                        " | ",
                        inside.stream()
                                .map(each -> each.replace(root + ".", ""))
                                .toList());
                parts.add(new Part(same(component, inside), path));
            }
        }
        if (parts.size() < 2) {
            return new Alternative.Together(components);
        }
        return within(composite, root, parts, components.size());
    }

    private static Alternative within(SearchParameter composite, String root, List<Part> parts, int components) {
        long amounts = parts.stream().filter(part -> isAmount(part.parameter())).count();
        long hashed =
                parts.stream().filter(part -> isHashed(part.parameter().kind())).count();
        if (parts.size() == components && hashed == components) {
            return new Alternative.Paired(root, List.copyOf(parts));
        }
        boolean token = parts.stream().anyMatch(part -> part.parameter().kind() == SearchParameter.Kind.TOKEN);
        if (parts.size() == 2 && components == 2 && amounts == 1 && token) {
            return new Alternative.Coded(root, List.copyOf(parts));
        }
        throw new IllegalArgumentException("composite " + composite + " joins within " + root
                + " what has no index together: only tokens, references and URIs, or one token and one quantity");
    }

    private SearchParameter component(String name) {
        SearchParameter component = byName.get(name);
        if (component == null) {
            throw new IllegalArgumentException("no parameter " + name + " of " + type);
        }
        return component;
    }

    private static boolean isHashed(SearchParameter.Kind kind) {
        return switch (kind) {
            case TOKEN, REFERENCE, URI -> true;
            case STRING, DATE, QUANTITY, NUMBER, COMPOSITE, SPECIAL -> false;
        };
    }

    /** Whether its values are numbers, with units or without. */
    public static boolean isAmount(SearchParameter parameter) {
        return parameter.kind() == SearchParameter.Kind.QUANTITY || parameter.kind() == SearchParameter.Kind.NUMBER;
    }

    /** The parameter with exactly these expressions, else the component itself. */
    private SearchParameter same(SearchParameter component, Set<String> expressions) {
        Optional<SearchParameter> found = byName.values().stream()
                .filter(each ->
                        each.kind() == component.kind() && expressions(each).equals(expressions))
                .findFirst();
        return found.orElse(component);
    }

    private static Set<String> expressions(SearchParameter parameter) {
        return new TreeSet<>(List.of(parameter.expression().split(" \\| ", -1)));
    }

    private static Set<String> inside(SearchParameter component, String root) {
        Set<String> inside = expressions(component);
        inside.removeIf(each -> !isBelow(each, root));
        return inside;
    }

    private Set<String> outside(SearchParameter component, List<String> roots) {
        Set<String> outside = expressions(component);
        outside.removeIf(each -> roots.stream().anyMatch(root -> !root.equals(type) && isBelow(each, root)));
        return outside;
    }

    private static boolean isBelow(String expression, String root) {
        String path = expression.startsWith("(") ? expression.substring(1) : expression;
        return path.startsWith(root + ".");
    }

    private List<SearchParameter> answeredBy(SearchParameter parameter) {
        Set<String> whole = expressions(parameter);
        Set<String> union = new TreeSet<>();
        List<SearchParameter> parts = new ArrayList<>();
        for (SearchParameter each : byName.values()) {
            Set<String> expressions = expressions(each);
            if (isAmount(each) && expressions.size() < whole.size() && whole.containsAll(expressions)) {
                parts.add(each);
                union.addAll(expressions);
            }
        }
        return union.equals(whole) ? List.copyOf(parts) : List.of(parameter);
    }
}
