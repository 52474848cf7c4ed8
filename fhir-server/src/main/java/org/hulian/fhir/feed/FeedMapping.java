package org.hulian.fhir.feed;

import java.time.Instant;
import org.hulian.fhir.feed.codes.UsedCodes;
import org.hulian.fhir.region.Institution;
import org.hulian.mappers.MappingResult;
import org.hulian.mappers.Sender;
import org.hulian.mappers.SourceMessage;
import org.jspecify.annotations.Nullable;

/** Maps a message with what holds for its sender's codes at the time it was received. */
final class FeedMapping {
    private final Mapping mapping;
    private final Decisions decisions;

    /** What was decided of an institution's codes and holds for what was received then. */
    @FunctionalInterface
    interface Decisions {
        UsedCodes of(Institution institution, Instant received);
    }

    /** A result with the decisions it needed. */
    record Mapped(MappingResult result, UsedCodes codes) {}

    FeedMapping(Mapping mapping, Decisions decisions) {
        this.mapping = mapping;
        this.decisions = decisions;
    }

    Mapped map(SourceMessage message, Institution institution, Sender sender, @Nullable String charset) {
        UsedCodes codes = decisions.of(institution, message.received());
        return new Mapped(mapping.map(message, Charsets.of(sender, charset), codes), codes);
    }
}
