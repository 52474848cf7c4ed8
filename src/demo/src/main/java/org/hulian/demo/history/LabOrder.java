package org.hulian.demo.history;

import java.time.LocalDateTime;
import java.util.List;
import org.hulian.demo.catalogue.Analyte;
import org.hulian.demo.catalogue.Panel;
import org.hulian.demo.resident.SourceRecord;

/**
 * A panel ordered at a visit, and its result.
 *
 * @param performer the resident's record at the laboratory that measured
 * @param repeat    a valid result of the same panel existed at another institution when this was ordered
 */
public record LabOrder(
        String number,
        Visit visit,
        Panel panel,
        SourceRecord performer,
        LocalDateTime ordered,
        LocalDateTime collected,
        LocalDateTime reported,
        boolean repeat,
        List<Measurement> measurements)
        implements Ordered {

    /** A measured amount in the analyte's SI unit, before rounding. */
    public record Measurement(Analyte analyte, double si) {}
}
