package org.hulian.demo.catalogue;

import java.util.List;

/** A department of an institution and the chronic conditions it follows. */
public record Department(String key, String zh, String en, int weight, List<String> conditions) {

    static Department of(CsvTable.Row row) {
        return new Department(
                row.required("department"),
                row.required("zh"),
                row.required("en"),
                row.number("visit_weight"),
                row.words("conditions"));
    }
}
