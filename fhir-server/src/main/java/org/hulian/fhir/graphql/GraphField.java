package org.hulian.fhir.graphql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * A field that is asked for; fragments are filled in and variables replaced.
 *
 * @param name      in the schema
 * @param key       in the answer
 * @param only      types it is asked of, as its fragments say; empty for any
 * @param arguments their values as text; a list has several
 * @param flatten   its children stand in its parent's place
 * @param first     only the first of several
 * @param singleton not a list though it was flattened
 * @param slice     path whose value is added to the names of its children, or null
 * @param fields    of it; empty where it is a plain value
 * @param place     line and column
 */
record GraphField(
        String name,
        String key,
        List<String> only,
        Map<String, List<String>> arguments,
        boolean flatten,
        boolean first,
        boolean singleton,
        @Nullable String slice,
        List<GraphField> fields,
        String place) {

    /** The first value of an argument, or null. */
    @Nullable
    String argument(String argument) {
        List<String> values = arguments.get(argument);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** Those asked of a type, the same field asked twice as one. */
    static List<GraphField> of(String type, List<GraphField> fields) {
        Map<String, GraphField> merged = new LinkedHashMap<>();
        for (GraphField field : fields) {
            if (field.only.stream().allMatch(condition -> isOf(type, condition))) {
                merged.merge(field.key, field, GraphField::and);
            }
        }
        return List.copyOf(merged.values());
    }

    private static boolean isOf(String type, String condition) {
        return condition.equals(type) || condition.equals("Resource") || condition.equals("DomainResource");
    }

    private GraphField and(GraphField other) {
        boolean same = name.equals(other.name)
                && arguments.equals(other.arguments)
                && flatten == other.flatten
                && first == other.first
                && singleton == other.singleton
                && String.valueOf(slice).equals(String.valueOf(other.slice));
        if (!same) {
            throw other.refused(
                    "invalid",
                    "%s is asked for twice in different ways. Give one an alias.".formatted(key),
                    key + " 以不同方式请求了两次，请使用别名。");
        }
        List<GraphField> both = new ArrayList<>(fields);
        both.addAll(other.fields);
        return new GraphField(name, key, only, arguments, flatten, first, singleton, slice, both, place);
    }

    /** What is wrong with it. */
    FailureException refused(String code, String en, String zh) {
        return GraphRefusals.at(place, code, en, zh);
    }
}
