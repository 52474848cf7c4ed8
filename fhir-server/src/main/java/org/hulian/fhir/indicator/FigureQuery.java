package org.hulian.fhir.indicator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are counted.
 *
 * @param from        first day, in the region's time zone
 * @param to          last day
 * @param institution number, null for all that may be seen
 * @param physician   reference of who ordered, null for all
 * @param department  as the encounters name it, null for all
 * @param item        of the catalogue, null for all
 * @param repeatDays  within how many days after a recognition a test counts as repeated
 */
public record FigureQuery(
        LocalDate from,
        LocalDate to,
        @Nullable Integer institution,
        @Nullable String physician,
        @Nullable String department,
        @Nullable String item,
        int repeatDays) {}
