package org.hulian.fhir.bundle;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of an operation, from a Parameters resource or a query.
 *
 * @param values    primitive values as text, by parameter name
 * @param resources resources as sent, by parameter name
 * @param parts     nested parameters, by parameter name
 * @see <a href="https://hl7.org/fhir/R4/parameters.html">Parameters</a>
 */
public record SentParameters(
        Map<String, List<String>> values,
        Map<String, List<byte[]>> resources,
        Map<String, List<SentParameters>> parts) {
    public SentParameters {
        values = Map.copyOf(values);
        resources = Map.copyOf(resources);
        parts = Map.copyOf(parts);
    }

    /** Input by query alone. */
    public static SentParameters of(Map<String, List<String>> query) {
        return new SentParameters(query, Map.of(), Map.of());
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
