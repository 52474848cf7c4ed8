package org.hulian.fhir.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where values of fields go.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html#flatten">manipulating the graph</a>
 */
sealed interface Sink {
    void put(GraphField field, String key, JsonNode value);

    /** An object of the answer. */
    record Plain(ObjectNode object) implements Sink {
        @Override
        public void put(GraphField field, String key, JsonNode value) {
            object.set(key, value);
        }
    }

    /** Fields of all elements of a list that was flattened, each field as a list over all of them. */
    final class Gathering implements Sink {
        private final Map<String, ArrayNode> lists = new LinkedHashMap<>();
        private final Map<String, GraphField> fields = new LinkedHashMap<>();
        private final Set<String> single = new LinkedHashSet<>();

        @Override
        public void put(GraphField field, String key, JsonNode value) {
            if (value.isNull()) {
                return;
            }
            ArrayNode list = lists.computeIfAbsent(key, name -> JsonNodeFactory.instance.arrayNode());
            fields.put(key, field);
            if (field.singleton()) {
                single.add(key);
            }
            if (value.isArray()) {
                value.forEach(list::add);
            } else {
                list.add(value);
            }
        }

        void into(Sink parent) {
            lists.forEach((key, list) -> {
                GraphField field = Objects.requireNonNull(fields.get(key));
                if (!single.contains(key)) {
                    parent.put(field, key, list);
                } else if (list.size() == 1) {
                    parent.put(field, key, list.get(0));
                } else {
                    throw field.refused(
                            "multiple-matches",
                            "%s is to be a @singleton and has %d values. Choose among them."
                                    .formatted(field.name(), list.size()),
                            "%s 标为 @singleton，但有 %d 个值，请加以筛选。".formatted(field.name(), list.size()));
                }
            });
        }
    }
}
