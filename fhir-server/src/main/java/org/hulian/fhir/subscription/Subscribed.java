package org.hulian.fhir.subscription;

import java.util.List;
import java.util.Map;
import org.hulian.fhir.resource.ResourceKey;

/**
 * A Subscription, read.
 *
 * @param filters   search parameters beside those of the topic
 * @param heartbeat seconds after which silence is broken, 0 for never
 * @param most      events in one notification
 */
record Subscribed(
        ResourceKey key,
        String status,
        SubscriptionTopic topic,
        Map<String, List<String>> filters,
        Channel channel,
        Content content,
        int heartbeat,
        int most) {
    /** How much a notification tells. */
    enum Content {
        EMPTY,
        ID_ONLY,
        FULL_RESOURCE
    }
}
