package org.hulian.mappers.engine;

import org.hulian.mappers.json.JsonValue;

/** A resource of the bundle being built; its index never changes once given. */
record Entry(String type, String id, int index, String source, JsonValue.Obj resource) {

    String reference() {
        return type + '/' + id;
    }

    Target target() {
        return new Target(resource, "Bundle.entry[" + index + "].resource");
    }
}
