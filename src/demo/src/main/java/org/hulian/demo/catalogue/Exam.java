package org.hulian.demo.catalogue;

/** One kind of imaging examination with the wording of its reports; validity in days. */
public record Exam(
        String key,
        String modality,
        String zh,
        String en,
        String localCode,
        String loinc,
        String bodySite,
        int validityDays,
        int weight,
        String normal,
        String abnormal) {

    static Exam of(CsvTable.Row row) {
        return new Exam(
                row.required("exam"),
                row.required("modality"),
                row.required("zh"),
                row.required("en"),
                row.required("local_code"),
                row.required("loinc"),
                row.required("body_zh"),
                row.number("validity_days"),
                row.number("weight"),
                row.required("normal_zh"),
                row.required("abnormal_zh"));
    }
}
