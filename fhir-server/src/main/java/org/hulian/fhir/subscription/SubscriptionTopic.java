package org.hulian.fhir.subscription;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.resource.ResourceType;

/**
 * Something one can subscribe to.
 *
 * @param url      canonical URL
 * @param criteria search parameters a changed resource must fulfil
 * @param filterBy search parameters a subscriber may add
 * @see <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">Subscriptions R5 Backport</a>
 */
public record SubscriptionTopic(
        String url, String en, String zh, ResourceType type, Map<String, List<String>> criteria, Set<String> filterBy) {
    public SubscriptionTopic {
        criteria = Map.copyOf(criteria);
        filterBy = Set.copyOf(filterBy);
    }
}
