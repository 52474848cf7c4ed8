package org.hulian.fhir.indicator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A line as it is counted.
 *
 * @param task    id of its Task
 * @param patient pseudonym
 * @param item    of the catalogue
 * @param code    that was ordered
 * @param day     of the order, in the region's time zone
 */
record OrderLineRow(
        UUID task,
        UUID patient,
        String item,
        String code,
        int institution,
        String department,
        String physician,
        Instant at,
        LocalDate day,
        LineState state,
        BigDecimal price) {}
