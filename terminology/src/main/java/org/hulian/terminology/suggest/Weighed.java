package org.hulian.terminology.suggest;

import java.util.List;

/**
 * A term weighed with everything that is known of a local test.
 *
 * @param name  the term by its axes
 * @param score estimated probability, 0 to 1; 0 for a term that is not in the table
 * @param sure  may be taken over without review: above the calibrated threshold by name, unit and specimen, usual values
 *              or another sender's decision agree, and nothing speaks against it
 */
public record Weighed(
        String loinc,
        String name,
        double score,
        boolean sure,
        List<String> evidence,
        List<Contradiction> contradictions) {}
