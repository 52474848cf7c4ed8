package org.hulian.fhir.feed;

import org.jspecify.annotations.Nullable;

/**
 * Which messages.
 *
 * @param status or null for any
 * @param sender institution number, or null for any
 * @param before position of the last message of the page before, or null for the newest
 * @param count  at most so many
 */
record FeedFilter(
        @Nullable String status,
        @Nullable Integer sender,
        @Nullable Long before,
        int count) {
    static final int MOST = 200;
}
