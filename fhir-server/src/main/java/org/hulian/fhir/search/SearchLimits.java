package org.hulian.fhir.search;

/**
 * What a search may ask for.
 *
 * @param page       matches on a page where {@code _count} is not given
 * @param maxPage    the largest page; a larger {@code _count} is answered with this many, as FHIR allows
 * @param terms      parameters in one search
 * @param values     alternatives of one parameter
 * @param references the same where they are ids or references: a cohort in one search
 * @param characters length of one value
 * @param joins      what it may cost beyond its own type
 */
public record SearchLimits(
        int page, int maxPage, int terms, int values, int references, int characters, JoinLimits joins) {
    /** 20, 1000; 32 parameters of 200 alternatives, 1000 where they are references, of 1024 characters. */
    public static final SearchLimits DEFAULT = new SearchLimits(20, 1000, 32, 200, 1000, 1024, JoinLimits.DEFAULT);

    /** The same with other limits of what lies beyond a search's own type. */
    public SearchLimits with(JoinLimits others) {
        return new SearchLimits(page, maxPage, terms, values, references, characters, others);
    }
}
