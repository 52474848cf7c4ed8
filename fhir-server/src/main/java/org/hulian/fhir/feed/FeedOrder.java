package org.hulian.fhir.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the other messages of the sender about the same patient were sent.
 *
 * @param registered the latest registration (ADT), or null
 * @param latest     the latest of any type, or null
 */
record FeedOrder(@Nullable Instant registered, @Nullable Instant latest) {
    static final FeedOrder FIRST = new FeedOrder(null, null);

    /** Whether a registration sent then is the newest. */
    boolean isNewestRegistration(Instant sent) {
        return registered == null || !sent.isBefore(registered);
    }

    /** Whether what another message sent then says of the patient may change what stands. */
    boolean mayCorrect(Instant sent) {
        return registered == null && (latest == null || !sent.isBefore(latest));
    }
}
