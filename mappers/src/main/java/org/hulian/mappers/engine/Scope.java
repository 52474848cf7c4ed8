package org.hulian.mappers.engine;

import org.hulian.mappers.source.hl7v2.Segment;
import org.hulian.mappers.source.hl7v2.Value;
import org.jspecify.annotations.Nullable;

/** Where in the message a row is being run: the group, the segment, and within datatype maps the value. */
record Scope(
        Run run, Group group, Segment segment, @Nullable Value value) {

    Scope with(Value at) {
        return new Scope(run, group, segment, at);
    }

    @Nullable
    Segment segment(String name) {
        return segment.name().equals(name) ? segment : group.nearest(name);
    }

    /** What a fixed value is traced to. */
    String reason() {
        Value at = value;
        return at == null ? segment.label() : at.source();
    }
}
