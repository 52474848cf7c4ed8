package org.hulian.terminology.expand;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Property;
import org.hulian.terminology.lookup.ValueSet.Filter;

/** The concepts a filter lets through, <a href="https://hl7.org/fhir/R4/valueset-filter-operator.html">operators</a>. */
final class Filters {
    private static final Set<String> CONCEPT = Set.of("concept", "code");

    /** Of an expression that is not matched in linear time; each may cost some nanoseconds for each text. */
    private static final long REPETITIONS = 100_000;

    private final CodeSystem system;

    Filters(CodeSystem system) {
        this.system = system;
    }

    BitSet of(Filter filter) {
        String value = filter.value();
        String url = system.head().url();
        if (value == null || value.isEmpty()) {
            throw Messages.filterWithoutValue(url, filter.property(), filter.op());
        }
        if (!system.isListed()) {
            throw Messages.filterNotSupported(url, filter.property(), filter.op());
        }
        return switch (filter.op()) {
            case "is-a" -> below(value, true);
            case "descendent-of" -> below(value, false);
            case "is-not-a" -> without(below(value, true));
            case "generalizes" -> above(value);
            case "child-of" -> children(value);
            case "descendent-leaf" -> leaves(value);
            case "=" -> equal(filter.property(), value);
            case "in" -> among(filter.property(), Set.of(value.strip().split("\\s*,\\s*", -1)));
            case "not-in" ->
                without(among(filter.property(), Set.of(value.strip().split("\\s*,\\s*", -1))));
            case "regex" -> matching(filter.property(), value);
            case "exists" -> {
                boolean wanted = value.equals("true");
                yield where(
                        concept -> values(concept, filter.property()).findAny().isPresent() == wanted);
            }
            default -> throw Messages.filterNotSupported(url, filter.property(), filter.op());
        };
    }

    private BitSet equal(String property, String value) {
        Concept top = property.equals("parent") || property.equals("ancestor") || CONCEPT.contains(property)
                ? system.find(value)
                : null;
        if (top == null) {
            return among(property, Set.of(value));
        }
        return switch (property) {
            case "parent" -> children(value);
            case "ancestor" -> below(value, false);
            default -> only(top);
        };
    }

    private BitSet among(String property, Set<String> wanted) {
        if (CONCEPT.contains(property)) {
            BitSet found = new BitSet();
            for (String code : wanted) {
                Concept concept = system.find(code);
                if (concept != null) {
                    found.set(concept.number());
                }
            }
            return found;
        }
        return where(concept -> values(concept, property).anyMatch(wanted::contains));
    }

    private BitSet matching(String property, String regex) {
        Optional<LinearPattern> linear = LinearPattern.of(regex);
        if (linear.isPresent()) {
            return where(concept -> values(concept, property).anyMatch(linear.get()::matches));
        }
        if (Repetitions.of(regex) > REPETITIONS) {
            throw Messages.regexTooCostly(regex);
        }
        try {
            Pattern pattern = Pattern.compile(regex);
            return where(concept -> values(concept, property)
                    .anyMatch(value -> pattern.matcher(new BoundedText(value)).matches()));
        } catch (PatternSyntaxException | IllegalStateException | StackOverflowError e) {
            throw Messages.regexTooCostly(regex);
        }
    }

    /** Values of a property; code, display and the like are properties of every concept. */
    private static Stream<String> values(Concept concept, String property) {
        String own = switch (property) {
            case "code", "concept" -> concept.code();
            case "display" -> concept.display();
            case "definition" -> concept.definition();
            default -> null;
        };
        Stream<String> stated = concept.properties().stream()
                .filter(one -> one.code().equals(property))
                .map(Property::value);
        if (own != null) {
            return Stream.concat(Stream.of(own), stated);
        }
        boolean silent =
                concept.properties().stream().noneMatch(one -> one.code().equals(property));
        if (silent && property.equals("inactive")) {
            return Stream.of(Boolean.toString(concept.inactive()));
        }
        String status = concept.status();
        return silent && property.equals("status") && status != null ? Stream.of(status) : stated;
    }

    private BitSet below(String code, boolean self) {
        BitSet found = new BitSet();
        Concept top = system.find(code);
        if (top != null) {
            system.descendants(top.number()).forEach(found::set);
            if (self) {
                found.set(top.number());
            }
        }
        return found;
    }

    private BitSet above(String code) {
        BitSet found = new BitSet();
        Concept bottom = system.find(code);
        if (bottom != null) {
            climb(bottom.number(), found);
        }
        return found;
    }

    private void climb(int number, BitSet found) {
        if (!found.get(number)) {
            found.set(number);
            for (int parent : system.parents(number)) {
                climb(parent, found);
            }
        }
    }

    private BitSet children(String code) {
        BitSet found = new BitSet();
        Concept top = system.find(code);
        if (top != null) {
            for (int child : system.children(top.number())) {
                found.set(child);
            }
        }
        return found;
    }

    private BitSet leaves(String code) {
        BitSet found = below(code, false);
        found.stream().filter(number -> system.children(number).length > 0).forEach(found::clear);
        return found;
    }

    private BitSet only(Concept concept) {
        BitSet found = new BitSet();
        found.set(concept.number());
        return found;
    }

    private BitSet without(BitSet some) {
        BitSet rest = new BitSet();
        rest.set(0, system.size());
        rest.andNot(some);
        return rest;
    }

    private BitSet where(Predicate<Concept> wanted) {
        BitSet found = new BitSet();
        for (int number = 0; number < system.size(); number++) {
            if (wanted.test(system.at(number))) {
                found.set(number);
            }
        }
        return found;
    }
}
