package org.hulian.demo.history;

import java.time.LocalDateTime;
import org.hulian.demo.catalogue.ChronicCondition;
import org.hulian.demo.resident.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * One visit to a hospital or community centre, in local time (UTC+8).
 *
 * @param inpatient a stay of some days; otherwise a visit of less than an hour
 * @param reason    the chronic condition that is followed, null for anything else
 */
public record Visit(
        String number,
        SourceRecord source,
        Clinician clinician,
        LocalDateTime start,
        LocalDateTime end,
        boolean inpatient,
        @Nullable ChronicCondition reason) {}
