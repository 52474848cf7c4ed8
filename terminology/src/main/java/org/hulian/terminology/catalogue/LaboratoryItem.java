package org.hulian.terminology.catalogue;

import java.time.Duration;
import java.util.List;

/**
 * A laboratory item: the LOINC terms that measure one analyte in one kind of specimen at one timing.
 *
 * @param analyte     shared by items that measure the same substance elsewhere or otherwise
 * @param specimen    LOINC system: {@code Ser/Plas}, {@code Bld}, {@code Urine}, ...
 * @param timing      {@code Pt} for any time, otherwise the collection or challenge: {@code 24H}, {@code fasting}
 * @param scale       {@code Qn}, {@code Ord}, {@code Nom} or {@code SemiQn}
 * @param methodBound whether values of different methods must not be compared
 * @param validity    how long a result may stand for a new order
 */
public record LaboratoryItem(
        String id,
        String zh,
        String en,
        String analyte,
        String category,
        String specimen,
        String timing,
        String scale,
        boolean methodBound,
        Duration validity,
        List<LaboratoryTerm> terms) {}
