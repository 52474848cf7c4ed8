package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.security.consent.AccessPredicate;

/**
 * Whether searches that found nothing asked about a patient who shares nothing with the caller. Asked once for all of
 * them, and not at all when one found something: then the entry is of an access that was allowed.
 */
final class Withheld {
    private final Map<Kind, Set<UUID>> named = new LinkedHashMap<>();

    /** What is decided alike. */
    private record Kind(Store store, AccessPredicate predicate) {}

    /** What a search looked through, and the patients it named. */
    void add(Store store, AccessPredicate predicate, List<UUID> patients) {
        if (!patients.isEmpty()) {
            named.computeIfAbsent(new Kind(store, predicate), kind -> new LinkedHashSet<>())
                    .addAll(patients);
        }
    }

    Uni<Boolean> from(ResourceReads store, List<SearchPage> pages) {
        if (named.isEmpty() || !pages.stream().allMatch(SearchPage::isEmpty)) {
            return Uni.createFrom().item(false);
        }
        List<Uni<Boolean>> asked = new ArrayList<>();
        named.forEach(
                (kind, patients) -> asked.add(store.withheld(kind.store(), List.copyOf(patients), kind.predicate())));
        return Uni.join().all(asked).andFailFast().map(answers -> answers.contains(true));
    }
}
