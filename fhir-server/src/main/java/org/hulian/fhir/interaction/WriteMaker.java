package org.hulian.fhir.interaction;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hulian.fhir.bundle.ReferenceRewriter;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Write;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/** From what a change is about to the write of it, with everything a body is checked for. */
final class WriteMaker {
    private final Access access;
    private final Bodies bodies;
    private final Update update;
    private final Delete delete;

    WriteMaker(Access access, Bodies bodies, Update update, Delete delete) {
        this.access = access;
        this.bodies = bodies;
        this.update = update;
        this.delete = delete;
    }

    /** Whether the caller may make a change of this kind at all; asked before anything is looked up. */
    void admit(Change change, RequestContext context) {
        ResourceType type = change.type();
        Writing.refuseAudit(type);
        switch (change) {
            case Change.Create create -> access.writing(context, type, Permission.CREATE);
            case Change.Update changed -> access.writing(context, type, Permission.UPDATE);
            case Change.Patching patching -> access.writing(context, type, Permission.UPDATE);
            case Change.Delete deletion -> access.writing(context, type, Permission.DELETE);
        }
    }

    /**
     * The writes of one change.
     *
     * @param rights of the caller, by type, as far as they were found out for changes before
     */
    List<Write> of(
            Aim aim, ReferenceRewriter references, Map<ResourceType, Update.Rights> rights, RequestContext context) {
        return switch (aim.kind()) {
            case KEEP -> List.of();
            case CREATE -> List.of(create(aim, references, context));
            case UPDATE -> List.of(updated(aim, references, rights, context));
            case DELETE ->
                aim.keys().stream()
                        .map(key -> delete.write(key, ifMatch(aim), context))
                        .toList();
        };
    }

    private Write create(Aim aim, ReferenceRewriter references, RequestContext context) {
        ResourceKey key = aim.keys().getFirst();
        AccessPredicate writable = access.writing(context, key.type(), Permission.CREATE);
        byte[] json = references.resolve(json(aim), aim.asked().path());
        return new Write.Create(
                key, bodies.checked(key.type(), null, json, writable, context).body());
    }

    private Write updated(
            Aim aim, ReferenceRewriter references, Map<ResourceType, Update.Rights> rights, RequestContext context) {
        ResourceKey key = aim.keys().getFirst();
        Update.Rights mine = rights.computeIfAbsent(key.type(), type -> update.rights(type, context));
        byte[] json = references.resolve(json(aim), aim.asked().path());
        boolean idMayMiss = aim.asked().change() instanceof Change.Update changed
                && changed.target() instanceof Target.Match
                && bodies.idOf(json) == null;
        return update.write(
                key,
                bodies.checked(key.type(), idMayMiss ? null : key.id(), json, mine.access(), context)
                        .body(),
                aim.existing() == null ? ifMatch(aim) : aim.existing().version(),
                mine);
    }

    private static byte[] json(Aim aim) {
        return switch (aim.asked().change()) {
            case Change.Create create -> create.json();
            case Change.Update changed -> changed.json();
            case Change.Patching patching ->
                patching.patch().applyTo(Objects.requireNonNull(aim.existing()).body());
            case Change.Delete deletion -> throw new IllegalStateException("a deletion has no body");
        };
    }

    private static @Nullable Version ifMatch(Aim aim) {
        return switch (aim.asked().change()) {
            case Change.Create create -> null;
            case Change.Update changed -> changed.ifMatch();
            case Change.Patching patching -> patching.ifMatch();
            case Change.Delete deletion -> deletion.ifMatch();
        };
    }
}
