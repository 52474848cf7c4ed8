package org.hulian.fhir.interaction;

import org.hulian.fhir.bundle.EntryAnswer;
import org.hulian.fhir.failure.Failure;

/** What became of one entry of a batch or transaction. */
public sealed interface EntryResult {
    /** It changed something, or would have. */
    record Changes(Changed changed) implements EntryResult {}

    /** It read something. */
    record Told(EntryAnswer answer) implements EntryResult {}

    /** It was refused, without harm to the other entries of its batch. */
    record Refused(Failure failure) implements EntryResult {}
}
