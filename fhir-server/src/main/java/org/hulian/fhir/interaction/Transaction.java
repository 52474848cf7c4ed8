package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hulian.fhir.bundle.BundleReader;
import org.hulian.fhir.bundle.EntryAnswer;
import org.hulian.fhir.bundle.SentBundle;
import org.hulian.fhir.bundle.SentEntry;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * The transaction interaction, <a href="https://hl7.org/fhir/R4/http.html#transaction">transaction</a>: all changes
 * happen or none, references between entries are resolved, and entries that read see what the others wrote.
 */
public final class Transaction {
    private final Changes changes;
    private final EntryParser parser;
    private final Function<ResourceReads, Reads> reads;
    private final int most;

    /** Transactions of at most so many entries. */
    public Transaction(Changes changes, EntryParser parser, Function<ResourceReads, Reads> reads, int most) {
        this.changes = changes;
        this.parser = parser;
        this.reads = reads;
        this.most = most;
    }

    /** Carries out the entries of a Bundle of type transaction that only write. */
    public Uni<Void> by(byte[] json, RequestContext context) {
        return by(json, context, (entry, view, asking) -> {
                    throw new FailureException(
                            new Failure.NotSupported("GET in a message's transaction", List.of("POST", "PUT"), 400));
                })
                .replaceWithVoid();
    }

    /** What became of the entries of a Bundle of type transaction, in their order. */
    public Uni<List<EntryResult>> by(byte[] json, RequestContext context, EntryReads entries) {
        Happening changing = Happening.of(Interaction.TRANSACTION, context);
        List<SentEntry> sent = new ArrayList<>();
        Map<Integer, EntryAnswer> told = new HashMap<>();
        return Bodies.offLoop(json.length, () -> read(json, sent))
                .onFailure(FailureException.class)
                .recoverWithItem(refused -> () -> {
                    throw refused;
                })
                .chain(asked -> changes.all(asked, changing, after(sent, told, entries, context)))
                .map(changed -> results(sent, changed, told));
    }

    /** Entries as changes; what is wrong with them is thrown where it will be audited. */
    private Supplier<List<Asked>> read(byte[] json, List<SentEntry> sent) {
        SentBundle bundle = BundleReader.read(json, most);
        if (!bundle.type().equals("transaction")) {
            throw new FailureException(
                    new Failure.NotSupported("Bundle.type " + bundle.type(), List.of("transaction"), 400));
        }
        if (bundle.entries().isEmpty()) {
            throw new FailureException(new Failure.Invalid(List.of(
                    new Failure.Issue("required", "Bundle.entry", "The transaction has no entries.", "事务中没有任何条目。"))));
        }
        sent.addAll(bundle.entries());
        List<Asked> asked = bundle.entries().stream()
                .filter(entry -> !EntryParser.reads(entry))
                .map(parser::asked)
                .toList();
        return () -> asked;
    }

    private @Nullable BiFunction<ResourceReads, List<Written>, Uni<Void>> after(
            List<SentEntry> sent, Map<Integer, EntryAnswer> told, EntryReads entries, RequestContext context) {
        List<SentEntry> reading = sent.stream().filter(EntryParser::reads).toList();
        if (reading.isEmpty()) {
            return null;
        }
        return (view, written) -> Multi.createFrom()
                .iterable(reading)
                .onItem()
                .transformToUniAndConcatenate(entry -> entries.answer(entry, reads.apply(view), context)
                        .invoke(answer -> told.put(entry.index(), answer)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static List<EntryResult> results(
            List<SentEntry> sent, List<Changed> changed, Map<Integer, EntryAnswer> told) {
        List<EntryResult> results = new ArrayList<>();
        int next = 0;
        for (SentEntry entry : sent) {
            results.add(
                    EntryParser.reads(entry)
                            ? new EntryResult.Told(Objects.requireNonNull(told.get(entry.index())))
                            : new EntryResult.Changes(changed.get(next++)));
        }
        return results;
    }
}
