package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import org.hulian.fhir.bundle.EntryAnswer;
import org.hulian.fhir.bundle.SentEntry;

/** Answers entries whose method is GET or HEAD as the same requests are answered by themselves. */
public interface EntryReads {
    /** The answer, or a failure. */
    Uni<EntryAnswer> answer(SentEntry entry, Reads reads, RequestContext context);
}
