package org.hulian.mappers.function;

import org.hulian.mappers.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A named function of mapping rows: a place in, JSON of the row's element type out, null for nothing. */
@FunctionalInterface
public interface MappingFunction {
    @Nullable
    JsonValue apply(Call call);
}
