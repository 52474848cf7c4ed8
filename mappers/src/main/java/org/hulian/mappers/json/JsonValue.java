package org.hulian.mappers.json;

/** A JSON value of mapping output. */
public sealed interface JsonValue {

    /** A string. */
    record Text(String value) implements JsonValue {}

    /** A number in JSON's own notation, with the precision it was sent with. */
    record Num(String value) implements JsonValue {}

    /** A boolean. */
    record Bool(boolean value) implements JsonValue {}

    /** An array that grows. */
    record Array(java.util.List<JsonValue> items) implements JsonValue {
        public static Array of(JsonValue... items) {
            return new Array(new java.util.ArrayList<>(java.util.List.of(items)));
        }
    }

    /** An object whose members keep the order they were put in. */
    record Obj(java.util.LinkedHashMap<String, JsonValue> members) implements JsonValue {
        public static Obj empty() {
            return new Obj(new java.util.LinkedHashMap<>());
        }

        public static Obj of(String name, String text) {
            return empty().with(name, text);
        }

        public Obj with(String name, String text) {
            return with(name, new Text(text));
        }

        public Obj with(String name, JsonValue value) {
            members.put(name, value);
            return this;
        }

        public @org.jspecify.annotations.Nullable JsonValue get(String name) {
            return members.get(name);
        }

        public boolean isEmpty() {
            return members.isEmpty();
        }
    }

    /** A copy that shares nothing that can change. */
    default JsonValue copy() {
        return switch (this) {
            case Text t -> t;
            case Num n -> n;
            case Bool b -> b;
            case Array a -> {
                Array copy = Array.of();
                a.items().forEach(item -> copy.items().add(item.copy()));
                yield copy;
            }
            case Obj o -> {
                Obj copy = Obj.empty();
                o.members().forEach((name, value) -> copy.with(name, value.copy()));
                yield copy;
            }
        };
    }
}
