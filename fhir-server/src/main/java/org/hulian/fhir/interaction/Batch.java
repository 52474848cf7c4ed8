package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hulian.fhir.bundle.BundleReader;
import org.hulian.fhir.bundle.SentEntry;
import org.hulian.fhir.failure.FailureException;

/**
 * The batch interaction, <a href="https://hl7.org/fhir/R4/http.html#transaction">batch</a>: entries one after the
 * other, each with an answer and an audit entry of its own.
 */
public final class Batch {
    private final Changes changes;
    private final EntryParser parser;
    private final Reads reads;
    private final int most;

    /** Batches of at most so many entries. */
    public Batch(Changes changes, EntryParser parser, Reads reads, int most) {
        this.changes = changes;
        this.parser = parser;
        this.reads = reads;
        this.most = most;
    }

    /** Whether a body is a batch; whatever is wrong with one that is not is said by the transaction. */
    public boolean accepts(byte[] json) {
        try {
            return BundleReader.read(json, most).type().equals("batch");
        } catch (FailureException unreadable) {
            return false;
        }
    }

    /** Results in the order of the entries. */
    public Uni<List<EntryResult>> by(byte[] json, RequestContext context, EntryReads entries) {
        return Multi.createFrom()
                .iterable(BundleReader.read(json, most).entries())
                .onItem()
                .transformToUniAndConcatenate(entry -> one(entry, context, entries))
                .collect()
                .asList();
    }

    private Uni<EntryResult> one(SentEntry entry, RequestContext context, EntryReads entries) {
        return Uni.createFrom()
                .deferred(() -> EntryParser.reads(entry)
                        ? entries.answer(entry, reads, context).<EntryResult>map(EntryResult.Told::new)
                        : changes.one(parser.asked(entry).change(), context).<EntryResult>map(EntryResult.Changes::new))
                .onFailure(FailureException.class)
                .recoverWithItem(refused -> new EntryResult.Refused(refused.failure()));
    }
}
