package org.hulian.fhir.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The input of an operation, from a Parameters resource or a query; in the order it was sent.
 *
 * @param values    primitive values as text, by parameter name
 * @param elements  values of other datatypes as JSON, by parameter name
 * @param resources resources as sent, by parameter name
 * @param parts     nested parameters, by parameter name
 * @see <a href="https://hl7.org/fhir/R4/parameters.html">Parameters</a>
 */
public record SentParameters(
        Map<String, List<String>> values,
        Map<String, List<byte[]>> elements,
        Map<String, List<byte[]>> resources,
        Map<String, List<SentParameters>> parts) {
    public SentParameters {
        values = copy(values);
        elements = copy(elements);
        resources = copy(resources);
        parts = copy(parts);
    }

    private static <T> Map<String, List<T>> copy(Map<String, List<T>> given) {
        Map<String, List<T>> copy = new LinkedHashMap<>();
        given.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        return Collections.unmodifiableMap(copy);
    }

    /** Input by query alone. */
    public static SentParameters of(Map<String, List<String>> query) {
        return new SentParameters(query, Map.of(), Map.of(), Map.of());
    }

    /** One resource alone. */
    public static SentParameters resource(String name, byte[] json) {
        return new SentParameters(Map.of(), Map.of(), Map.of(name, List.of(json)), Map.of());
    }

    /** These, then those. */
    public SentParameters and(SentParameters more) {
        return new SentParameters(
                both(values, more.values),
                both(elements, more.elements),
                both(resources, more.resources),
                both(parts, more.parts));
    }

    private static <T> Map<String, List<T>> both(Map<String, List<T>> first, Map<String, List<T>> second) {
        Map<String, List<T>> both = new LinkedHashMap<>(first);
        second.forEach((name, more) -> both.merge(name, more, (these, those) -> {
            List<T> all = new ArrayList<>(these);
            all.addAll(those);
            return all;
        }));
        return both;
    }

    /** Of all parameters, whatever they hold. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(values.keySet());
        names.addAll(elements.keySet());
        names.addAll(resources.keySet());
        names.addAll(parts.keySet());
        return names;
    }

    /** Whether a parameter holds anything but plain values. */
    public boolean isMore(String name) {
        return elements.containsKey(name)
                || resources.containsKey(name)
                || parts.containsKey(name)
                || !values.containsKey(name);
    }

    /** All values of a parameter. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value of a parameter, or null. */
    public @Nullable String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** All values of a parameter that are no plain text, as JSON. */
    public List<byte[]> elements(String name) {
        return elements.getOrDefault(name, List.of());
    }

    /** The first resource of a parameter, or null. */
    public byte @Nullable [] resource(String name) {
        List<byte[]> all = resources.getOrDefault(name, List.of());
        return all.isEmpty() ? null : all.getFirst();
    }

    /** Nested parameters of a name. */
    public List<SentParameters> parts(String name) {
        return parts.getOrDefault(name, List.of());
    }
}
