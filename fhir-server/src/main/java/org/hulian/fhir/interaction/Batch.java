package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.bundle.BundleReader;
import org.hulian.fhir.bundle.EntryAnswer;
import org.hulian.fhir.bundle.SentEntry;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.failure.OperationOutcomes;
import org.hulian.fhir.failure.Outcome;
import org.hulian.fhir.failure.Outcomes;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.store.Written;

/**
 * The batch interaction, <a href="https://hl7.org/fhir/R4/http.html#transaction">batch</a>: entries one after the
 * other, each with an answer and an audit entry of its own.
 */
public final class Batch {
    private final Read read;
    private final Create create;
    private final Update update;
    private final Delete delete;
    private final int most;

    /** Batches of at most so many entries. */
    public Batch(Read read, Create create, Update update, Delete delete, int most) {
        this.read = read;
        this.create = create;
        this.update = update;
        this.delete = delete;
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

    /** Answers in the order of the entries. */
    public Uni<List<EntryAnswer>> by(byte[] json, boolean full, RequestContext context) {
        return Multi.createFrom()
                .iterable(BundleReader.read(json, most).entries())
                .onItem()
                .transformToUniAndConcatenate(entry -> one(entry, full, context))
                .collect()
                .asList();
    }

    private Uni<EntryAnswer> one(SentEntry entry, boolean full, RequestContext context) {
        try {
            return answer(entry, full, context)
                    .onFailure(FailureException.class)
                    .recoverWithItem(refused -> refused(refused, context));
        } catch (FailureException refused) {
            return Uni.createFrom().item(refused(refused, context));
        }
    }

    private Uni<EntryAnswer> answer(SentEntry entry, boolean full, RequestContext context) {
        if (entry.method().equals("GET")) {
            return read.by(key(entry), context)
                    .map(found -> new EntryAnswer(
                            200, found.key(), found.version().number(), found.updated(), found.body(), null));
        }
        EntryTarget target = EntryTarget.of(entry, UUID::randomUUID);
        Uni<Written> written = switch (target.verb()) {
            case POST -> create.by(target.key().type(), target.resource(), context);
            case PUT -> update.by(target.key(), target.resource(), target.ifMatch(), context);
            case DELETE -> delete.by(target.key(), target.ifMatch(), context);
        };
        return written.map(done -> answerTo(done, full));
    }

    /** The answer to a write. */
    public static EntryAnswer answerTo(Written written, boolean full) {
        int status = switch (written.change()) {
            case CREATED -> 201;
            case UPDATED, UNCHANGED -> 200;
            case DELETED -> 204;
        };
        return new EntryAnswer(
                status,
                written.key(),
                written.version().number(),
                written.updated(),
                full ? written.body() : null,
                null);
    }

    private static ResourceKey key(SentEntry entry) {
        String[] path = entry.url().replaceFirst("^/", "").split("/", -1);
        if (path.length != 2 || !ResourceId.isValid(path[1])) {
            throw new FailureException(
                    new Failure.NotSupported("GET other than Type/id in a batch", List.of("GET Type/id"), 400));
        }
        return ResourceTypes.r4()
                .find(path[0])
                .map(type -> new ResourceKey(type, new ResourceId(path[1])))
                .orElseThrow(() -> new FailureException(
                        new Failure.NotSupported("The resource type of " + entry.path(), List.of(), 404)));
    }

    private static EntryAnswer refused(FailureException refused, RequestContext context) {
        Outcome outcome = Outcomes.of(refused.failure(), context.language());
        return new EntryAnswer(outcome.status(), null, 0, null, null, OperationOutcomes.json(outcome.issues()));
    }
}
