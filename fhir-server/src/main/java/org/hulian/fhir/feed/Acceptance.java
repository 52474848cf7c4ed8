package org.hulian.fhir.feed;

import java.time.Instant;

/** What became of a message that was to be accepted. */
sealed interface Acceptance {
    /** Durable now. */
    record Accepted() implements Acceptance {}

    /**
     * It was accepted before; nothing is done again.
     *
     * @param first when it came first
     */
    record Repeated(Instant first) implements Acceptance {}

    /** A different message was accepted under the same control id. */
    record Contradicted() implements Acceptance {}
}
