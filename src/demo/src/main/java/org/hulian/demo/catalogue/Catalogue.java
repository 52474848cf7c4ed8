package org.hulian.demo.catalogue;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hulian.demo.catalogue.CsvTable.Row;

/** All tables of the demo region, read once and checked against one another. */
public record Catalogue(
        Map<String, Analyte> analytes,
        List<Panel> panels,
        List<Exam> exams,
        List<ChronicCondition> conditions,
        List<Department> departments,
        List<AgeBand> population,
        List<NameCharacter> surnames,
        List<NameCharacter> given,
        List<NamedResident> named) {

    /**
     * Reads and checks all tables.
     *
     * @throws IllegalArgumentException naming file and line of the first row that is wrong
     */
    public static Catalogue load() {
        Map<String, Analyte> analytes = new LinkedHashMap<>();
        for (Row row :
                unique("analytes.csv", "analyte", "first_code", "second_code").rows()) {
            Analyte analyte = Analyte.of(row);
            analytes.put(analyte.key(), analyte);
        }
        List<ChronicCondition> conditions =
                unique("conditions.csv", "condition", "icd10").map(ChronicCondition::of);
        CsvTable panels = unique("panels.csv", "panel", "first_code", "second_code");
        known(panels, "analytes", analytes.keySet());
        CsvTable departments = unique("departments.csv", "department");
        known(departments, "conditions", keys(conditions, ChronicCondition::key));
        return new Catalogue(
                analytes,
                panels.map(Panel::of),
                unique("imaging.csv", "exam", "local_code").map(Exam::of),
                conditions,
                departments.map(Department::of),
                CsvTable.read("population.csv").map(AgeBand::of),
                unique("surnames.csv", "character").map(NameCharacter::surname),
                unique("given.csv", "character").map(NameCharacter::given),
                unique("residents.csv", "number", "login", "patient").map(NamedResident::of));
    }

    public List<Analyte> analytesOf(Panel panel) {
        return panel.analytes().stream()
                .map(key -> {
                    Analyte analyte = analytes.get(key);
                    if (analyte == null) {
                        throw new IllegalArgumentException("no analyte " + key);
                    }
                    return analyte;
                })
                .toList();
    }

    private static CsvTable unique(String name, String... columns) {
        CsvTable table = CsvTable.read(name);
        for (String column : columns) {
            Set<String> seen = new HashSet<>();
            for (Row row : table.rows()) {
                if (!seen.add(row.required(column))) {
                    throw row.wrong("repeats " + column + " " + row.text(column));
                }
            }
        }
        return table;
    }

    private static void known(CsvTable table, String column, Set<String> keys) {
        for (Row row : table.rows()) {
            for (String word : row.words(column)) {
                if (!keys.contains(word)) {
                    throw row.wrong("names unknown " + column + " " + word);
                }
            }
        }
    }

    private static <T> Set<String> keys(List<T> rows, Function<T, String> key) {
        Set<String> keys = new HashSet<>();
        rows.forEach(row -> keys.add(key.apply(row)));
        return keys;
    }
}
