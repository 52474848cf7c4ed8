package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.List;
import org.hulian.mappers.definition.KeyPart;
import org.hulian.mappers.function.Call;
import org.hulian.mappers.function.Functions;
import org.hulian.mappers.function.MappingFunction;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/** A compiled natural key: the first alternative whose parts are all there. */
final class Key {

    private final List<List<Part>> alternatives;

    private Key(List<List<Part>> alternatives) {
        this.alternatives = alternatives;
    }

    static Key of(List<List<KeyPart>> alternatives) {
        return new Key(alternatives.stream()
                .map(parts -> parts.stream().map(Key::part).toList())
                .toList());
    }

    /** The parts, with the number of the alternative first so that two alternatives never agree by chance; null when none is complete. */
    @Nullable
    List<String> find(Scope scope) {
        for (int i = 0; i < alternatives.size(); i++) {
            List<String> texts = new ArrayList<>();
            texts.add(Integer.toString(i));
            if (collect(alternatives.get(i), scope, texts)) {
                return texts;
            }
        }
        return null;
    }

    private static boolean collect(List<Part> parts, Scope scope, List<String> texts) {
        for (Part part : parts) {
            String text = part.source().find(scope);
            if (text.isEmpty() && !part.optional()) {
                return false;
            }
            texts.add(text);
        }
        return true;
    }

    private static Part part(KeyPart part) {
        String ref = part.ref();
        if (ref != null) {
            return new Part(
                    scope -> {
                        List<Entry> made = scope.group().nearestMade(ref);
                        return made.isEmpty() ? "" : made.get(0).id();
                    },
                    part.optional());
        }
        var path = part.path();
        if (path != null && path.isFact()) {
            return new Part(scope -> scope.run().fact(path.fact()), part.optional());
        }
        Places places = path == null ? scope -> List.of() : Places.of(path);
        String with = part.with();
        MappingFunction function = with == null ? null : Functions.named(with);
        return new Part(
                scope -> {
                    List<Value> found = places.find(scope);
                    return found.isEmpty() ? "" : text(scope, found.get(0), function);
                },
                part.optional());
    }

    private static String text(Scope scope, Value value, @Nullable MappingFunction function) {
        if (function == null) {
            return value.text();
        }
        JsonValue text = function.apply(new Call(scope.run(), value, List.of(), null, null));
        return text instanceof JsonValue.Text t ? t.value() : "";
    }

    /** One part of an alternative. */
    private record Part(Source source, boolean optional) {}

    /** Gives the part's text, empty when there is none. */
    @FunctionalInterface
    private interface Source {
        String find(Scope scope);
    }
}
