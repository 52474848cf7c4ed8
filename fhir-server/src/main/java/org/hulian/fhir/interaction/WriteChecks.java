package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.region.ValidationRules;
import org.hulian.fhir.region.ValidationRules.Demand;
import org.hulian.fhir.region.ValidationRules.Level;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.validate.Finding;
import org.hulian.fhir.validate.ResourceValidator;

/** Holds writes to what the region demands of their sender and type; what the hub writes itself is its own affair. */
public final class WriteChecks {
    /** Resources of one request that are checked at a time. */
    private static final int AT_ONCE = 4;

    /** Replaced resources of one request that are read at a time: those that wait share a statement. */
    private static final int READS_AT_ONCE = 64;

    private static final int TOLD = 50;

    private final ValidationRules rules;
    private final ResourceValidator validator;
    private final WriteRule further;

    /** Checks by rules of the region, and by a further one. */
    public WriteChecks(ValidationRules rules, ResourceValidator validator, WriteRule further) {
        this.rules = rules;
        this.validator = validator;
        this.further = further;
    }

    /**
     * The writes, if all may pass; of several refusals the one of the earliest write is told.
     *
     * @param reads what is stored now, as the writes will meet it
     */
    Uni<List<Write>> passed(List<Write> writes, ResourceReads reads, RequestContext context) {
        try {
            writes.forEach(write -> further.check(write, context));
        } catch (FailureException refused) {
            return Uni.createFrom().failure(refused);
        }
        List<Uni<Optional<FailureException>>> looks = writes.stream()
                .filter(write -> further.asksWhatIsReplaced(write, context))
                .map(write -> replaced(write, reads, context))
                .toList();
        if (looks.isEmpty()) {
            return composed(writes, context);
        }
        return Uni.join()
                .all(looks)
                .usingConcurrencyOf(READS_AT_ONCE)
                .andFailFast()
                .chain(looked -> looked.stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(refused -> Uni.createFrom().<List<Write>>failure(refused))
                        .orElseGet(() -> composed(writes, context)));
    }

    /**
     * What speaks against replacing what is there. What the caller does not see is no business of a rule: the store
     * answers as if nothing were there.
     */
    private Uni<Optional<FailureException>> replaced(Write write, ResourceReads reads, RequestContext context) {
        Uni<Found> found = switch (write) {
            case Write.Create create -> Uni.createFrom().item(new Found.Absent());
            case Write.Update update -> reads.read(update.key(), update.seen());
            case Write.Delete delete -> reads.read(delete.key(), delete.seen());
        };
        return found.invoke(there -> {
                    if (there instanceof Found.Visible(StoredResource resource)) {
                        further.check(write, resource, context);
                    }
                })
                .replaceWith(Optional.<FailureException>empty())
                .onFailure(FailureException.class)
                .recoverWithItem(refused -> Optional.of(refused));
    }

    /** What an operation of the hub composed: held to the region's demands, not to the rules of plain writes. */
    Uni<List<Write>> composed(List<Write> writes, RequestContext context) {
        if (!rules.needsValidator() || Access.isHub(context.caller())) {
            return Uni.createFrom().item(writes);
        }
        String code = context.caller().institutionCode();
        List<Uni<List<Failure.Issue>>> checks = new ArrayList<>();
        for (Write write : writes) {
            ResourceBody body = write.body();
            Demand demand =
                    rules.of(code == null ? "" : code, write.key().type().name());
            if (body != null && demand.level() != Level.OFF) {
                checks.add(Uni.createFrom().deferred(() -> issues(write.key(), body, demand, writes.size() > 1)));
            }
        }
        if (checks.isEmpty()) {
            return Uni.createFrom().item(writes);
        }
        return Uni.join().all(checks).usingConcurrencyOf(AT_ONCE).andFailFast().map(found -> {
            List<Failure.Issue> all =
                    found.stream().flatMap(List::stream).limit(TOLD).toList();
            if (all.isEmpty()) {
                return writes;
            }
            throw new FailureException(new Failure.Invalid(all));
        });
    }

    private Uni<List<Failure.Issue>> issues(ResourceKey key, ResourceBody body, Demand demand, boolean several) {
        String which = several ? key + ": " : "";
        return validator
                .check(body.bytes(), demand.profiles())
                .map(findings -> findings.stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .filter(finding -> demand.level() == Level.PROFILE || !finding.isUnknownProfile())
                        .map(finding -> new Failure.Issue(
                                finding.code(), finding.expression(), which + finding.text(), which + finding.zh()))
                        .toList());
    }
}
