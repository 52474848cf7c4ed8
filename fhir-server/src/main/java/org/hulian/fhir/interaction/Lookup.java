package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Outcome;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction looks up before it writes: always within what the caller may see. A match they may not see counts
 * as none, since anything else would tell them of it; it is recorded, so that a twin never comes about unnoticed.
 */
final class Lookup {
    private final ResourceReads view;
    private final Joins joins;
    private final Access access;
    private final Trail trail;
    private final Happening happening;
    private final List<AuditEntry> recorded = new ArrayList<>();

    Lookup(ResourceReads view, SearchRules rules, Access access, Trail trail, Happening happening) {
        this.view = view;
        this.joins = rules.joins(view, access);
        this.access = access;
        this.trail = trail;
        this.happening = happening;
    }

    /** Entries to be kept with those of the writes. */
    List<AuditEntry> recorded() {
        return List.copyOf(recorded);
    }

    /** Matches the caller may see, at most as many as the criteria are interested in. */
    Uni<List<StoredResource>> matches(Criteria criteria) {
        AccessPredicate predicate =
                access.reading(happening.context(), criteria.request().type(), Permission.SEARCH);
        return joins.presently(criteria.request(), happening.context())
                .chain(flat -> view.search(flat, predicate))
                .map(page -> page.matches());
    }

    /** Nothing visible was found; asked in any case, so that the answer takes as long whether or not something is hidden. */
    Uni<Void> recordHidden(Criteria criteria, String text) {
        AccessPredicate predicate =
                access.reading(happening.context(), criteria.request().type(), Permission.SEARCH);
        boolean everything = predicate.reach() == Reach.ALL
                && predicate.compartment() == null
                && predicate.categoryTokens().isEmpty();
        if (everything) {
            return Uni.createFrom().voidItem();
        }
        return joins.presently(criteria.request(), happening.context())
                .chain(flat -> view.search(flat, Access.everything()))
                .invoke(page -> page.matches().forEach(hidden -> record(hidden, text, Outcome.DENIED, "hidden-match")))
                .replaceWithVoid();
    }

    /** A resource that was found and kept is told to the caller. */
    void recordKept(StoredResource kept, String text) {
        record(kept, text, Outcome.ALLOWED, "exists");
    }

    void recordNothing(String text) {
        recorded.add(trail.entry(about(List.of(), text), Outcome.NOT_FOUND, List.of(), List.of(), "not-found"));
    }

    private void record(StoredResource resource, String text, Outcome outcome, String reason) {
        Entity entity = Entity.resource(
                resource.key().type().name(),
                resource.key().id().value(),
                resource.version().number());
        recorded.add(trail.entry(
                about(List.of(entity), text), outcome, Read.patients(resource.patient()), List.of(), reason));
    }

    private Happening about(List<Entity> entities, String text) {
        return new Happening(happening.context(), happening.interaction(), entities, text);
    }

    /** What a patch starts from. */
    Uni<StoredResource> current(ResourceKey key, @Nullable Version ifMatch) {
        AccessPredicate seen = access.seen(happening.context(), key.type());
        return view.read(key, seen).map(found -> switch (found) {
            case Found.Visible(StoredResource resource) -> {
                if (ifMatch != null && !ifMatch.equals(resource.version())) {
                    throw new FailureException(new Failure.VersionConflict(key, ifMatch, resource.version()));
                }
                yield resource;
            }
            case Found.Deleted deleted -> throw new FailureException(new Failure.Gone(key));
            case Found.Hidden hidden -> throw new FailureException(new Failure.NotFound(key.toString()));
            case Found.Absent absent -> throw new FailureException(new Failure.NotFound(key.toString()));
        });
    }
}
