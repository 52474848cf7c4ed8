package org.hulian.fhir.store.postgres;

import org.hulian.fhir.resource.ResourceType;

/**
 * Rows to be indexed anew, and how far that is.
 *
 * @param parameter number of the parameter defined here that asks for it; {@link #EVERYTHING} when all indexes are made
 *     anew, as for rows older than an index
 * @param version   of that definition, or how often it was asked for
 * @param done      rows so far
 * @param total     rows there were at the start
 */
public record ReindexWork(ResourceType type, int parameter, int version, long done, long total, boolean finished) {
    /** Asked for by no parameter. */
    public static final int EVERYTHING = 0;
}
