package org.hulian.fhir.search;

import java.util.List;
import java.util.UUID;
import org.hulian.fhir.store.StoredResource;
import org.jspecify.annotations.Nullable;

/**
 * One page of matches.
 *
 * @param included what came along, within the caller's access
 * @param complete whether everything that should have come along did
 * @param total    exact number of matches this caller may see, or null where it was not asked for
 * @param next     where the next page begins, or null on the last page
 * @param named    keys of the patients the request named, for the audit entry
 */
public record SearchPage(
        List<StoredResource> matches,
        List<StoredResource> included,
        boolean complete,
        @Nullable Long total,
        @Nullable PageStart next,
        List<UUID> named) {

    /** A page nothing has come along with. */
    public SearchPage(List<StoredResource> matches, @Nullable Long total, @Nullable PageStart next, List<UUID> named) {
        this(matches, List.of(), true, total, next, named);
    }

    /** Whether it tells of nothing at all. */
    public boolean isEmpty() {
        return matches.isEmpty() && (total == null || total == 0);
    }

    /** The same with what comes along. */
    public SearchPage with(List<StoredResource> further, boolean all) {
        return new SearchPage(matches, further, all, total, next, named);
    }
}
