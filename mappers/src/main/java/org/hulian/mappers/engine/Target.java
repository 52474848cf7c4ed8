package org.hulian.mappers.engine;

import org.hulian.mappers.definition.FhirElements.Element;
import org.hulian.mappers.json.JsonValue;

/** An object of the bundle that rows write to, with its path for the trace. */
record Target(JsonValue.Obj object, String path) {

    /** The path the next value of the element will have. */
    String next(Element element) {
        String name = path + '.' + element.name();
        if (!element.list()) {
            return name;
        }
        JsonValue present = object.get(element.name());
        int size = present instanceof JsonValue.Array array ? array.items().size() : 0;
        return name + '[' + size + ']';
    }

    boolean isWritten(Element element) {
        return !element.list() && object.get(element.name()) != null;
    }

    void put(Element element, JsonValue value) {
        if (!element.list()) {
            object.with(element.name(), value);
            return;
        }
        JsonValue present = object.get(element.name());
        if (present instanceof JsonValue.Array array) {
            array.items().add(value);
        } else {
            object.with(element.name(), JsonValue.Array.of(value));
        }
    }

    /** The object under the element, its first where it is a list; made when it is not there and that is asked for. */
    Target child(Element element, boolean make) {
        JsonValue present = object.get(element.name());
        String name = path + '.' + element.name() + (element.list() ? "[0]" : "");
        if (present instanceof JsonValue.Array array && array.items().get(0) instanceof JsonValue.Obj first) {
            return new Target(first, name);
        }
        if (present instanceof JsonValue.Obj child) {
            return new Target(child, name);
        }
        JsonValue.Obj child = JsonValue.Obj.empty();
        if (make) {
            put(element, child);
        }
        return new Target(child, name);
    }
}
