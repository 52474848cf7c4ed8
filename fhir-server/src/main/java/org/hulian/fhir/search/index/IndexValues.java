package org.hulian.fhir.search.index;

import java.util.List;
import java.util.Set;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.search.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * Everything a resource is found by.
 *
 * @param patient     id of the first patient it is about, or null
 * @param category    record category, one bit; a Provenance has those of what it tells of
 * @param sensitivity bits of sensitive content
 * @param code        hash of the main code in the type's code system, or null
 * @param moreCodes   hashes of further codes in that system
 * @param effective   main date, or null
 * @param present     a bit for every parameter that has a value
 * @param tokens      sorted, each once
 * @param strings     for the side table
 * @param dates       for the side table: all but the main date's first
 */
public record IndexValues(
        @Nullable ResourceId patient,
        long category,
        int sensitivity,
        @Nullable Long code,
        Set<Long> moreCodes,
        @Nullable TimeSpan effective,
        long present,
        Long[] tokens,
        List<Text> strings,
        List<Date> dates) {
    /** The same under another category and sensitivity. */
    public IndexValues sharedAs(long kinds, int labels) {
        return new IndexValues(patient, kinds, labels, code, moreCodes, effective, present, tokens, strings, dates);
    }

    /** A text under its parameter's number. */
    public record Text(short parameter, String normal, String exact) {}

    /** A date under its parameter's number. */
    public record Date(short parameter, TimeSpan span) {}
}
