package org.hulian.fhir.search;

import org.hulian.fhir.resource.ResourceType;

/**
 * A search parameter defined here, for one type.
 *
 * @param version of its definition
 * @param age     seconds since it was defined
 * @param percent of the type's resources that are indexed by it; 100 only when all are
 */
public record CustomParameter(ResourceType type, SearchParameter parameter, int version, double age, int percent) {
    /** No resource is indexed by it. */
    public static final int NONE_DONE = 0;

    private static final int ALL_DONE = 100;

    /** Whether a search by it misses nothing. */
    public boolean isReady() {
        return percent == ALL_DONE;
    }

    /** The same with so many of a number of resources done. */
    public CustomParameter done(long done, long total, boolean finished) {
        int part = total == 0 ? 0 : (int) Math.min(ALL_DONE - 1L, done * ALL_DONE / total);
        return new CustomParameter(type, parameter, version, age, finished ? ALL_DONE : part);
    }
}
