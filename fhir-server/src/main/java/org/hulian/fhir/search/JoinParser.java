package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;

/**
 * Reads chained parameters, {@code subject:Patient.name}, and {@code _has:Observation:patient:code}; each may hold the
 * other.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#chaining">search.html#chaining</a>
 * @see <a href="https://hl7.org/fhir/R4/search.html#has">search.html#has</a>
 */
final class JoinParser {
    private static final String HAS = "_has:";

    private final SearchParameters parameters;
    private final JoinLimits limits;
    private final Leaf leaf;

    /** Reads a parameter that is not chained. */
    interface Leaf {
        Term parse(ResourceType type, String name, List<String> values);
    }

    JoinParser(SearchParameters parameters, JoinLimits limits, Leaf leaf) {
        this.parameters = parameters;
        this.limits = limits;
        this.leaf = leaf;
    }

    static boolean isJoin(String name) {
        return name.startsWith(HAS) || name.indexOf('.') > 0;
    }

    Term parse(ResourceType type, String name, List<String> values) {
        return step(type, name, values, 1);
    }

    private Term step(ResourceType type, String name, List<String> values, int depth) {
        if (!isJoin(name)) {
            return leaf.parse(type, name, values);
        }
        if (depth > limits.depth()) {
            throw new FailureException(new Failure.TooCostly("steps of a chain", limits.depth(), depth));
        }
        return name.startsWith(HAS) ? has(type, name, values, depth) : chain(type, name, values, depth);
    }

    private Term has(ResourceType type, String name, List<String> values, int depth) {
        String[] parts = name.split(":", 4);
        if (parts.length < 4) {
            throw TermParser.invalid(
                    "_has", "named as in _has:Observation:patient:code", "如 _has:Observation:patient:code 所示的形式");
        }
        ResourceType source = ResourceTypes.r4()
                .find(parts[1])
                .filter(known -> known.store() != Store.AUDIT)
                .orElseThrow(() -> refused("_has of type " + parts[1], List.of()));
        SearchParameter reference = reference(source, parts[2]);
        if (!reference.targets().isEmpty() && !reference.targets().contains(type.name())) {
            throw refused("_has:" + source.name() + ":" + reference.name() + " of " + type.name(), reference.targets());
        }
        return new Term.HasTerm(reference, source, List.of(step(source, parts[3], values, depth + 1)));
    }

    private Term chain(ResourceType type, String name, List<String> values, int depth) {
        int dot = name.indexOf('.');
        String[] head = name.substring(0, dot).split(":", 2);
        String rest = name.substring(dot + 1);
        SearchParameter reference = reference(type, head[0]);
        List<ResourceType> targets = targets(reference, head.length == 1 ? "" : head[1], rest);
        if (targets.size() > limits.types()) {
            throw new FailureException(
                    new Failure.TooCostly("resource types " + name + " may lead to", limits.types(), targets.size()));
        }
        List<Term.Hop> hops = new ArrayList<>();
        for (ResourceType target : targets) {
            hops.add(new Term.Hop(target, List.of(step(target, rest, values, depth + 1))));
        }
        return new Term.ChainTerm(reference, hops);
    }

    private SearchParameter reference(ResourceType type, String name) {
        return parameters
                .find(type, name)
                .filter(known -> known.kind() == SearchParameter.Kind.REFERENCE)
                .orElseThrow(() -> refused(
                        "reference parameter " + name + " of " + type.name(),
                        Include.all(type).stream().map(SearchParameter::name).toList()));
    }

    /** Types the rest of the chain can be asked of. */
    private List<ResourceType> targets(SearchParameter reference, String named, String rest) {
        List<String> possible = reference.name().equals("patient") ? List.of("Patient") : reference.targets();
        List<ResourceType> targets = ResourceTypes.r4().all().stream()
                .filter(type -> type.store() != Store.AUDIT)
                .filter(type -> possible.isEmpty() || possible.contains(type.name()))
                .filter(type -> named.isEmpty() || named.equals(type.name()))
                .filter(type -> knows(type, rest))
                .toList();
        if (targets.isEmpty()) {
            throw refused(
                    "search parameter " + rest + " of "
                            + (named.isEmpty() ? "what " + reference.name() + " leads to" : named),
                    possible);
        }
        return targets;
    }

    private boolean knows(ResourceType type, String rest) {
        if (rest.startsWith(HAS)) {
            return true;
        }
        String first = rest.split("[.:]", 2)[0];
        return parameters.find(type, first).isPresent();
    }

    private static FailureException refused(String what, List<String> offered) {
        return new FailureException(new Failure.NotSupported(what, offered, 400));
    }
}
