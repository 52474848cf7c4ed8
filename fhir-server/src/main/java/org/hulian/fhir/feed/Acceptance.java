package org.hulian.fhir.feed;

/** What became of a message that was to be accepted. */
sealed interface Acceptance {
    /** Durable now. */
    record Accepted() implements Acceptance {}

    /** It was accepted before; nothing is done again. */
    record Repeated() implements Acceptance {}

    /** A different message was accepted under the same control id. */
    record Contradicted() implements Acceptance {}
}
