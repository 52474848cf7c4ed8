package org.hulian.fhir.plain;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What may stand at a place of a resource. */
sealed interface Element {
    /** An object. Definitions contain themselves, so its members are looked up when they are first met. */
    final class Composite implements Element {
        private final BaseRuntimeElementCompositeDefinition<?> definition;
        private final Elements elements;
        private final boolean extensible;
        private final boolean choices;
        private final Map<String, Member> members = new ConcurrentHashMap<>();

        Composite(BaseRuntimeElementCompositeDefinition<?> definition, Elements elements, boolean extensible) {
            this.definition = definition;
            this.elements = elements;
            this.extensible = extensible;
            this.choices = definition.getChildren().stream().anyMatch(Elements::isChoice);
        }

        boolean hasChoices() {
            return choices;
        }

        boolean extensible() {
            return extensible;
        }

        /** Null for a name it does not have; only those it has are kept. */
        @Nullable
        Member member(String name) {
            Member known = members.get(name);
            if (known != null) {
                return known;
            }
            Member found = elements.member(definition, name);
            if (found != null) {
                members.put(name, found);
            }
            return found;
        }
    }

    /** A value of some form. */
    interface Form {
        boolean accepts(JsonParser parser, JsonToken token) throws IOException;
    }

    /** A single value. */
    record Primitive(Form form) implements Element {
        boolean accepts(JsonParser parser, JsonToken token) throws IOException {
            return form.accepts(parser, token);
        }
    }

    /** What is left to HAPI. */
    record Opaque() implements Element {}
}
