package org.hulian.fhir.feed.codes;

import org.hulian.fhir.region.Institution;
import org.hulian.mappers.LocalCodes;
import org.jspecify.annotations.Nullable;

/** The records of a kept message, for a look at what stands beside a code. */
@FunctionalInterface
public interface MessageRecords {
    /** A Bundle in JSON, or null when the message cannot be mapped. */
    byte @Nullable [] of(SealedMessage message, Institution sender, LocalCodes codes);
}
