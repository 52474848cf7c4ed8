package org.hulian.terminology.load;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a JSON or YAML file that knows its line (from 1). */
public sealed interface Located {

    int line();

    /** An object; the order of its fields is the file's. */
    record Fields(int line, Map<String, Located> values) implements Located {
        public Fields {
            values = Collections.unmodifiableMap(values);
        }

        /** The text of a scalar field, or null when it is absent or no scalar. */
        public @Nullable String text(String name) {
            return values.get(name) instanceof Scalar scalar ? scalar.text() : null;
        }

        /**
         * The text of a scalar field that must be there.
         *
         * @throws IllegalArgumentException when it is not
         */
        public String required(String name) {
            String text = text(name);
            if (text == null || text.isEmpty()) {
                throw new IllegalArgumentException(name + " is required");
            }
            return text;
        }

        /** The objects of a list field; anything else in it is left out. */
        public List<Fields> objects(String name) {
            return values.get(name) instanceof Items items
                    ? items.values().stream()
                            .filter(Fields.class::isInstance)
                            .map(Fields.class::cast)
                            .toList()
                    : List.of();
        }

        /** The texts of a list field, or the single text of a scalar one. */
        public List<Scalar> scalars(String name) {
            return switch (values.get(name)) {
                case Items items ->
                    items.values().stream()
                            .filter(Scalar.class::isInstance)
                            .map(Scalar.class::cast)
                            .toList();
                case Scalar scalar -> List.of(scalar);
                case Fields ignored -> List.of();
                case null -> List.of();
            };
        }
    }

    /** An array. */
    record Items(int line, List<Located> values) implements Located {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A string, number or boolean as written. */
    record Scalar(int line, String text) implements Located {}
}
