package org.hulian.mappers.engine;

import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/** Turns a place of the message into an element's value. */
@FunctionalInterface
interface Writer {

    /** Gives the value, traced under the path, or null when there is nothing to write. */
    @Nullable
    JsonValue write(Scope scope, Value value, String path);
}
