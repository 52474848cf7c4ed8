package org.hulian.demo.history;

import java.math.BigDecimal;
import org.hulian.demo.catalogue.Analyte;
import org.hulian.demo.catalogue.Analyte.Limits;
import org.hulian.demo.catalogue.Analyte.Notation;
import org.hulian.demo.history.LabOrder.Measurement;
import org.hulian.demo.resident.Sex;
import org.hulian.demo.resident.Site;

/** A measurement as one laboratory prints it: its own code, its unit, its reference range, its flag. */
public record Reading(
        Analyte analyte, String localCode, Notation notation, BigDecimal value, BigDecimal low, BigDecimal high) {

    /** City First prints conventional units under its own codes, everyone else SI units. */
    public static Reading of(Measurement measurement, Site laboratory, Sex sex) {
        Analyte analyte = measurement.analyte();
        Limits limits = sex == Sex.MALE ? analyte.male() : analyte.female();
        if (laboratory == Site.CITY_FIRST) {
            return new Reading(
                    analyte,
                    analyte.firstCode(),
                    analyte.conventional(),
                    analyte.inConventional(measurement.si()),
                    analyte.inConventional(limits.low()),
                    analyte.inConventional(limits.high()));
        }
        return new Reading(
                analyte,
                laboratory == Site.CITY_SECOND ? analyte.secondCode() : analyte.key(),
                analyte.si(),
                analyte.inSi(measurement.si()),
                analyte.inSi(limits.low()),
                analyte.inSi(limits.high()));
    }

    /** H, L or N: HL7 v2 table 0078 and FHIR's ObservationInterpretation agree on these. */
    public String flag() {
        if (value.compareTo(high) > 0) {
            return "H";
        }
        return value.compareTo(low) < 0 ? "L" : "N";
    }
}
