package org.hulian.fhir.search;

import java.util.List;
import java.util.UUID;
import org.hulian.fhir.store.StoredResource;
import org.jspecify.annotations.Nullable;

/**
 * One page of matches.
 *
 * @param total    exact number of matches this caller may see, or null where it was not asked for
 * @param next     where the next page begins, or null on the last page
 * @param named    keys of the patients the request named, for the audit entry
 * @param withheld whether a named patient shares nothing with this caller: recorded, never answered
 */
public record SearchPage(
        List<StoredResource> matches,
        @Nullable Long total,
        @Nullable PageStart next,
        List<UUID> named,
        boolean withheld) {}
