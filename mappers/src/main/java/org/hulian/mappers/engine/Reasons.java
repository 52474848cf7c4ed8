package org.hulian.mappers.engine;

import java.util.Map;
import org.hulian.mappers.source.hl7v2.Segment;
import org.jspecify.annotations.Nullable;

/** Why parts of a message are not mapped, as its definitions say. */
record Reasons(Map<String, String> fields, Map<String, String> segments) {

    String of(Segment segment, int field) {
        String reason = fields.get(segment.name() + '-' + field);
        if (reason == null) {
            reason = segments.get(segment.name());
        }
        if (reason != null) {
            return reason;
        }
        return segment.name().startsWith("Z")
                ? "a sender's own segment; it has no definition and stays in the source message"
                : "no definition row for it yet; it stays in the source message";
    }

    @Nullable
    String part(Segment segment, int field, int component) {
        return fields.get(segment.name() + '-' + field + '.' + component);
    }
}
