package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;

/**
 * Local tests and reviewed mappings as CSV (RFC 4180) with a header: {@code id,label,specimen,unit,category} and, for
 * mappings, {@code loinc} (empty when none fits). Columns come in any order; {@code fluid} is read as specimen.
 */
public final class LocalTestTable {
    private LocalTestTable() {}

    /**
     * Tests to be mapped.
     *
     * @throws InvalidDataException when the table has no label column
     */
    public static List<LocalTest> tests(String file, String csv) {
        return rows(file, csv).stream().map(LocalTestTable::test).toList();
    }

    /**
     * Mappings reviewed by people.
     *
     * @throws InvalidDataException when a column is missing
     */
    public static List<KnownMapping> mappings(String file, String csv) {
        List<Map<String, String>> rows = rows(file, csv);
        if (!rows.isEmpty() && !rows.getFirst().containsKey("loinc")) {
            throw new InvalidDataException(List.of(new DataProblem(file, 1, "header", "a column loinc is needed")));
        }
        return rows.stream()
                .map(row -> {
                    String loinc = row.getOrDefault("loinc", "").strip();
                    return new KnownMapping(test(row), loinc.isEmpty() ? null : loinc);
                })
                .toList();
    }

    private static LocalTest test(Map<String, String> row) {
        return new LocalTest(
                row.getOrDefault("id", ""),
                row.getOrDefault("label", ""),
                row.getOrDefault("specimen", row.getOrDefault("fluid", "")),
                row.getOrDefault("unit", ""),
                row.getOrDefault("category", ""));
    }

    private static List<Map<String, String>> rows(String file, String csv) {
        List<List<String>> records = records(csv.startsWith("\uFEFF") ? csv.substring(1) : csv);
        List<String> header = records.isEmpty()
                ? List.of()
                : records.getFirst().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
        if (!header.contains("label")) {
            throw new InvalidDataException(List.of(new DataProblem(file, 1, "header", "a column label is needed")));
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (int at = 1; at < records.size(); at++) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("id", String.valueOf(at));
            for (int i = 0; i < Math.min(header.size(), records.get(at).size()); i++) {
                row.put(header.get(i), records.get(at).get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> records(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                record.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    keep(record, records);
                    record = new ArrayList<>();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (cell.length() > 0 || !record.isEmpty()) {
            record.add(cell.toString());
            keep(record, records);
        }
        return records;
    }

    private static void keep(List<String> record, List<List<String>> records) {
        if (record.size() > 1 || !record.getFirst().isBlank()) {
            records.add(record);
        }
    }
}
