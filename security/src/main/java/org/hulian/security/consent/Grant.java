package org.hulian.security.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * One row of what a resident shares, as the query joins it.
 *
 * @param person key of the person whose records are shared
 * @param grantee number of the institution that may see them
 * @param categories bits of {@link RecordCategories}: any one a record has
 * @param sensitivities bits of sensitive content the grant names; a record with any other is not covered
 * @param purposes bits of {@link Purpose}
 * @param from first instant it holds
 * @param to first instant it no longer holds
 * @param consent key of the Consent it comes from
 */
public record Grant(
        UUID person,
        int grantee,
        long categories,
        int sensitivities,
        int purposes,
        Instant from,
        Instant to,
        UUID consent) {

    /** Start of a grant without one; within what PostgreSQL's timestamptz can hold. */
    public static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");

    /** End of a grant without one. */
    public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");
}
