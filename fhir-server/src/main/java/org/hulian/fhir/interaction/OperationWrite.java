package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/**
 * What an operation writes: all of it or nothing, under one audit entry for each patient, which says in its query what
 * the operation did. Who may update the operation's subject may have it done; the rest follows from that.
 */
public final class OperationWrite {
    private final Writing writing;
    private final Access access;
    private final Bodies bodies;

    /** Writes what the access rules let through. */
    public OperationWrite(Writing writing, Access access, Bodies bodies) {
        this.writing = writing;
        this.access = access;
        this.bodies = bodies;
    }

    /** One resource that is written. */
    public sealed interface Change {
        /** Which one. */
        ResourceKey key();

        /** Its body, with the id of the key. */
        byte[] json();

        /** A new one: its id must not be taken. */
        record New(ResourceKey key, byte[] json) implements Change {}

        /** The next version of the one that was seen. */
        record Next(ResourceKey key, byte[] json, Version seen) implements Change {}
    }

    /**
     * What became of the changes, in their order.
     *
     * @param facts   what is done, for the audit entry: the operation with its parameters, without personal data
     * @param subject the type whose update permission covers the operation
     */
    public Uni<List<Written>> by(String facts, ResourceType subject, List<Change> changes, RequestContext context) {
        Happening happening = new Happening(context, Interaction.OPERATION, List.of(), facts);
        int size = changes.stream().mapToInt(change -> change.json().length).sum();
        return writing.composed(
                happening, () -> Bodies.offLoop(size, () -> writes(subject, changes, context)), List.of(facts(facts)));
    }

    private List<Write> writes(ResourceType subject, List<Change> changes, RequestContext context) {
        AccessPredicate writable = access.writing(context, subject, Permission.UPDATE);
        List<Write> writes = new ArrayList<>(changes.size());
        for (Change change : changes) {
            Writing.refuseAudit(change.key().type());
            CheckedBody checked =
                    bodies.checked(change.key().type(), change.key().id(), change.json(), writable, context);
            writes.add(
                    switch (change) {
                        case Change.New(ResourceKey key, byte[] json) -> new Write.Create(key, checked.body());
                        case Change.Next(ResourceKey key, byte[] json, Version seen) ->
                            new Write.Update(
                                    key, checked.body(), seen, false, writable, access.seen(context, key.type()));
                    });
        }
        return writes;
    }

    /** The operation alone, as what decided. */
    private static String facts(String facts) {
        int parameters = facts.indexOf('?');
        return "operation:" + (parameters < 0 ? facts : facts.substring(0, parameters)).replaceFirst("^.*/", "");
    }
}
