package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/** The instance history interaction, <a href="https://hl7.org/fhir/R4/http.html#history">history</a>. */
public final class InstanceHistory {
    private final ResourceReads store;
    private final Access access;
    private final Trail trail;

    /** Reads from the store what the access rules let through. */
    public InstanceHistory(ResourceReads store, Access access, Trail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
    }

    /**
     * Versions, newest first.
     *
     * @param count  at most so many; one more is returned when there are more
     * @param before only versions older than this one, or null from the newest
     */
    public Uni<List<HistoryEntry>> by(ResourceKey key, int count, @Nullable Version before, RequestContext context) {
        Happening reading = Happening.to(key, Interaction.HISTORY, context);
        return trail.settle(reading, () -> {
            AccessPredicate predicate = access.reading(context, key.type(), Permission.READ);
            return store.history(key, predicate, count + 1, before)
                    .flatMap(entries -> entries.isEmpty() && before == null
                            ? store.read(key, predicate).map(found -> unseen(reading, key, found))
                            : Uni.createFrom()
                                    .item(trail.allowed(
                                            reading, entries, patients(entries), Access.policies(predicate))));
        });
    }

    private Conclusion<List<HistoryEntry>> unseen(Happening reading, ResourceKey key, Found found) {
        boolean hidden = found instanceof Found.Hidden;
        UUID patient = found instanceof Found.Hidden(UUID about) ? about : null;
        return trail.unseen(reading, new Failure.NotFound(key.toString()), hidden, Read.patients(patient));
    }

    private static List<UUID> patients(List<HistoryEntry> entries) {
        return entries.stream()
                .map(HistoryEntry::patient)
                .filter(patient -> patient != null)
                .distinct()
                .toList();
    }
}
