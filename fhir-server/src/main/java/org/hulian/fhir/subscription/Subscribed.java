package org.hulian.fhir.subscription;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.fhir.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * A Subscription, read.
 *
 * @param filters   search parameters beside those of the topic
 * @param end       when the hub turns it off, or null
 * @param heartbeat seconds after which silence is broken, 0 for never
 * @param most      events in one notification
 */
record Subscribed(
        ResourceKey key,
        String status,
        SubscriptionTopic topic,
        Map<String, List<String>> filters,
        @Nullable Instant end,
        Channel channel,
        Content content,
        int heartbeat,
        int most) {
    /** How much a notification tells. */
    enum Content {
        EMPTY("empty"),
        ID_ONLY("id-only"),
        FULL_RESOURCE("full-resource");

        private final String code;

        Content(String code) {
            this.code = code;
        }

        /** By the code of the backport. */
        static Optional<Content> of(String code) {
            return Arrays.stream(values())
                    .filter(each -> each.code.equals(code))
                    .findFirst();
        }
    }

    /** The same, told in another fullness. */
    Subscribed with(Content other) {
        return new Subscribed(key, status, topic, filters, end, channel, other, heartbeat, most);
    }

    boolean isOver(Instant now) {
        return end != null && !now.isBefore(end);
    }
}
