package org.hulian.fhir.feed.codes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A mapping about to be proposed; the parts are those of {@link LocalMapping}. */
record Draft(
        LocalCode source,
        String display,
        @Nullable String target,
        String words,
        String equivalence,
        String comment,
        String evidence,
        Instant starts) {}
