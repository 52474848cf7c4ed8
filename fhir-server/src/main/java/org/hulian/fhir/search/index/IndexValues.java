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
 * @param code        hash of the main code in the type's code system, else in another system, or null
 * @param moreCodes   hashes of further codes in that system, and of the codes of components
 * @param effective   main date, or null
 * @param present     a bit for every parameter that has a value
 * @param tokens      sorted, each once
 * @param strings     for the side table
 * @param dates       for the side table: all but the main date's first
 * @param quantities  for the side table
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
        List<Date> dates,
        List<Quantity> quantities) {
    /** The same under another category and sensitivity. */
    public IndexValues sharedAs(long kinds, int labels) {
        return new IndexValues(
                patient, kinds, labels, code, moreCodes, effective, present, tokens, strings, dates, quantities);
    }

    /** A text under its parameter's number. */
    public record Text(short parameter, String normal, String exact) {}

    /** A date under its parameter's number. */
    public record Date(short parameter, TimeSpan span) {}

    /**
     * A stretch of numbers under its parameter's number.
     *
     * @param high     null where it is {@code low}
     * @param base     {@code low} in base units, null where the unit is not UCUM
     * @param baseHigh null where it is {@code base}
     * @param code     of {@link TokenHasher#codeBeside}, or the resource's main code where the amount is of the resource as
     *     a whole, or null
     * @param dimension word of the base units, 0 for none
     * @param unit     word of {@code system|code}, 0 for none
     * @param shown    word of the unit's text, 0 for none
     */
    public record Quantity(
            short parameter,
            double low,
            @Nullable Double high,
            @Nullable Double base,
            @Nullable Double baseHigh,
            @Nullable Long code,
            int dimension,
            int unit,
            int shown) {
        /** The same beside the resource's main code, where it has no code beside it in its element. */
        Quantity beside(@Nullable Long main) {
            return code != null || main == null
                    ? this
                    : new Quantity(parameter, low, high, base, baseHigh, main, dimension, unit, shown);
        }
    }
}
