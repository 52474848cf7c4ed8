package org.hulian.demo.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One measured quantity, in SI and in conventional units.
 *
 * @param factor conventional = SI x factor + offset; HbA1c alone has an offset (NGSP master equation)
 * @param male   reference limits for men, in the SI unit
 */
public record Analyte(
        String key,
        String zh,
        String en,
        String specimen,
        Notation si,
        Notation conventional,
        double factor,
        double offset,
        String firstCode,
        String secondCode,
        Limits male,
        Limits female) {

    /** How one unit system writes the analyte: LOINC term, unit as laboratories print it, UCUM code, decimals. */
    public record Notation(String loinc, String unit, String ucum, int decimals) {}

    public record Limits(double low, double high) {}

    public BigDecimal inSi(double value) {
        return round(value, si.decimals());
    }

    public BigDecimal inConventional(double value) {
        return round(value * factor + offset, conventional.decimals());
    }

    private static BigDecimal round(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    static Analyte of(CsvTable.Row row) {
        return new Analyte(
                row.required("analyte"),
                row.required("zh"),
                row.required("en"),
                row.required("specimen"),
                notation(row, "si"),
                notation(row, "conventional"),
                row.decimal("factor"),
                row.decimal("offset"),
                row.required("first_code"),
                row.required("second_code"),
                limits(row, "male"),
                limits(row, "female"));
    }

    private static Notation notation(CsvTable.Row row, String system) {
        return new Notation(
                row.required("loinc_" + system),
                row.required("unit_" + system),
                row.required("ucum_" + system),
                row.number("decimals_" + system));
    }

    private static Limits limits(CsvTable.Row row, String sex) {
        Limits limits = new Limits(row.decimal("low_" + sex), row.decimal("high_" + sex));
        if (limits.low() >= limits.high()) {
            throw row.wrong("lower limit is not below the upper one for " + sex);
        }
        return limits;
    }
}
