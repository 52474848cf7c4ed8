package org.hulian.security.consent;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of one resource type a caller may see; compiled into the SQL of every read and search.
 *
 * @param institution number of the caller's institution, 0 for none
 * @param compartment key of the one patient whose rows are visible, or null for no such limit
 * @param purposes bits of {@link Purpose}; a grant counts when it shares one
 * @param categoryTokens token search values ({@code system|code} or {@code code}) of granular scopes, any of which the
 *     row's category must match; empty when any category will do
 */
public record AccessPredicate(
        Reach reach, int institution, @Nullable UUID compartment, int purposes, List<String> categoryTokens) {

    public AccessPredicate {
        categoryTokens = List.copyOf(categoryTokens);
    }

    /** The same of the rows of the caller's institution only. */
    public AccessPredicate own() {
        return new AccessPredicate(Reach.OWN, institution, compartment, purposes, categoryTokens);
    }

    static AccessPredicate nothing(Caller caller) {
        return new AccessPredicate(Reach.NONE, caller.institution(), null, 0, List.of());
    }
}
