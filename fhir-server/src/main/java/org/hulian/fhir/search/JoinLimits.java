package org.hulian.fhir.search;

/**
 * What a search may cost beyond its own type.
 *
 * @param depth    steps of one chain, {@code _has} among them
 * @param keys     resources one step may lead to
 * @param types    resource types a step without a named type is tried on, and types of a search over several
 * @param included resources beside the matches of one page
 * @param rounds   how often {@code :iterate} goes on from what was included
 */
public record JoinLimits(int depth, int keys, int types, int included, int rounds) {
    /** 4 steps of 5,000 resources; 16 types; 1,000 resources included in 5 rounds. */
    public static final JoinLimits DEFAULT = new JoinLimits(4, 5000, 16, 1000, 5);
}
