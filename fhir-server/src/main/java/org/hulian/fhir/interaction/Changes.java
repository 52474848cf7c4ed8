package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hulian.fhir.bundle.ReferenceRewriter;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.CriteriaLock;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * Changes that happen together or not at all, conditional ones among them: <a
 * href="https://hl7.org/fhir/R4/http.html#ccreate">conditional requests</a> and <a
 * href="https://hl7.org/fhir/R4/http.html#patch">patch</a>.
 */
public final class Changes {
    /** A patch that meets another writer starts again from what that one wrote. */
    private static final int ATTEMPTS = 5;

    private final Writing writing;
    private final Access access;
    private final Trail trail;
    private final Bodies bodies;
    private final CriteriaParser criteria;
    private final SearchRules rules;
    private final WriteMaker writes;
    private final Supplier<UUID> ids;
    private final int deletions;

    /** Deletes at most so many resources by one criteria. */
    public Changes(
            Writing writing,
            Access access,
            Trail trail,
            Bodies bodies,
            CriteriaParser criteria,
            SearchRules rules,
            Update update,
            Delete delete,
            Supplier<UUID> ids,
            int deletions) {
        this.writing = writing;
        this.access = access;
        this.trail = trail;
        this.bodies = bodies;
        this.criteria = criteria;
        this.rules = rules;
        this.writes = new WriteMaker(access, bodies, update, delete);
        this.ids = ids;
        this.deletions = deletions;
    }

    /** One change by itself. */
    public Uni<Changed> one(Change change, RequestContext context) {
        String text = change.criteria();
        Happening changing = switch (change) {
            case Change.Create create -> named(Interaction.CREATE, null, context);
            case Change.Update update -> named(Interaction.UPDATE, update.target(), context);
            case Change.Patching patching -> named(Interaction.PATCH, patching.target(), context);
            case Change.Delete delete -> named(Interaction.DELETE, delete.target(), context);
        };
        Happening asked = text == null
                ? changing
                : new Happening(context, changing.interaction(), List.of(), change.type() + "?" + text);
        return all(() -> List.of(Asked.alone(change)), asked, null).map(List::getFirst);
    }

    private static Happening named(Interaction interaction, @Nullable Target target, RequestContext context) {
        return target instanceof Target.Id id
                ? Happening.to(id.key(), interaction, context)
                : Happening.of(interaction, context);
    }

    /**
     * All of the changes or none.
     *
     * @param asked a failure to read them is audited as every other
     * @param after reads before the commit, and may refuse; null where nothing is read
     */
    Uni<List<Changed>> all(
            Supplier<List<Asked>> asked,
            Happening happening,
            @Nullable BiFunction<ResourceReads, List<Written>, Uni<Void>> after) {
        List<Asked> changes = new ArrayList<>();
        List<CriteriaLock> locks = new ArrayList<>();
        try {
            changes.addAll(asked.get());
            Set<Admission> admitted = new HashSet<>();
            for (Asked each : changes) {
                try {
                    if (admitted.add(new Admission(
                            each.change().getClass(), each.change().type()))) {
                        writes.admit(each.change(), happening.context());
                    }
                    String text = each.change().criteria();
                    if (text != null) {
                        locks.add(criteria.parse(each.change().type(), text, 1).lock());
                    }
                } catch (FailureException refused) {
                    throw each.located(refused);
                }
            }
        } catch (FailureException refused) {
            return writing.refused(happening, refused);
        }
        return attempt(changes, locks, happening, after, 1);
    }

    /** What a caller is admitted to, for all changes of one kind and type. */
    private record Admission(Class<? extends Change> kind, ResourceType type) {}

    private Uni<List<Changed>> attempt(
            List<Asked> changes,
            List<CriteriaLock> locks,
            Happening happening,
            @Nullable BiFunction<ResourceReads, List<Written>, Uni<Void>> after,
            int number) {
        AtomicReference<@Nullable Decision> decided = new AtomicReference<>();
        if (after == null && changes.stream().noneMatch(Changes::isLate)) {
            return writing.by(
                            happening,
                            () -> decide(changes, writing.stored(), happening)
                                    .invoke(decided::set)
                                    .map(Decision::writes),
                            List.of())
                    .map(done -> changed(decided.get(), done));
        }
        boolean again = number < ATTEMPTS && changes.stream().anyMatch(Changes::startsFromWhatIsThere);
        Uni<List<Written>> written = writing.deciding(
                happening,
                locks,
                view -> decide(changes, view, happening).invoke(decided::set),
                after,
                failure -> again && failure instanceof Failure.VersionConflict);
        return written.map(done -> changed(decided.get(), done))
                .onFailure(Writing.Again.class)
                .recoverWithUni(() -> attempt(changes, locks, happening, after, number + 1));
    }

    private static boolean isLate(Asked asked) {
        byte[] body = Deciding.body(asked.change());
        return asked.change().isLate()
                || (body != null
                        && !asked.path().isEmpty()
                        && !ReferenceRewriter.conditional(body).isEmpty());
    }

    private static boolean startsFromWhatIsThere(Asked asked) {
        return asked.change() instanceof Change.Patching patching && patching.ifMatch() == null;
    }

    private Uni<Decision> decide(List<Asked> changes, ResourceReads view, Happening happening) {
        Lookup lookup = new Lookup(view, rules, access, trail, happening);
        Aiming aiming = new Aiming(lookup, criteria, bodies, ids, deletions);
        return new Deciding(changes, aiming, lookup, writes, happening.context()).decide();
    }

    private static List<Changed> changed(@Nullable Decision decision, List<Written> written) {
        if (decision == null) {
            throw new IllegalStateException("written before it was decided");
        }
        List<Changed> changed = new ArrayList<>();
        int next = 0;
        for (Aim aim : decision.aims()) {
            int end = next + aim.writes().size();
            List<Written> own = aim.kind() == Aim.Kind.KEEP ? kept(aim, written) : written.subList(next, end);
            changed.add(new Changed(aim.asked().change(), own));
            next = end;
        }
        return changed;
    }

    /** What was there, or what an earlier entry with the same criteria has just created. */
    private static List<Written> kept(Aim aim, List<Written> written) {
        StoredResource existing = aim.existing();
        if (existing != null) {
            return List.of(new Written(
                    existing.key(),
                    existing.version(),
                    existing.updated(),
                    Written.Change.UNCHANGED,
                    existing.body(),
                    existing.patient()));
        }
        return written.stream()
                .filter(each -> each.key().equals(aim.keys().getFirst()))
                .map(each -> new Written(
                        each.key(),
                        each.version(),
                        each.updated(),
                        Written.Change.UNCHANGED,
                        each.body(),
                        each.patient()))
                .toList();
    }
}
