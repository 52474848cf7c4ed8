package org.hulian.security.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rule of a Consent with everything resolved that it states or takes over. */
sealed interface Provision {

    /**
     * Opens a region.
     *
     * @param opens what it opens itself; nothing for a base rule of deny
     * @param within permits and denies nested in it
     */
    record Permit(Optional<Region> opens, List<Provision> within) implements Provision {}

    /**
     * Takes away.
     *
     * @param grantees empty for every institution
     * @param sensitivities kinds of content it denies; 0 for all content, ordinary too
     */
    record Deny(
            Optional<Set<Integer>> grantees, long categories, int sensitivities, int purposes, Instant from, Instant to)
            implements Provision {}
}
