package org.hulian.demo.catalogue;

import java.util.List;

/**
 * What is ordered in one line: a panel of analytes.
 *
 * @param loinc        code of the panel, empty where LOINC has no term for exactly this one
 * @param validityDays how long its result may be relied upon
 */
public record Panel(
        String key,
        String zh,
        String en,
        String loinc,
        String firstCode,
        String secondCode,
        int validityDays,
        int weight,
        List<String> analytes) {

    static Panel of(CsvTable.Row row) {
        return new Panel(
                row.required("panel"),
                row.required("zh"),
                row.required("en"),
                row.text("loinc"),
                row.required("first_code"),
                row.required("second_code"),
                row.number("validity_days"),
                row.number("weight"),
                row.words("analytes"));
    }
}
