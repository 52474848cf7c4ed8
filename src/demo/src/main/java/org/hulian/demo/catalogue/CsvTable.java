package org.hulian.demo.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One of the region's tables: a header line, then rows of as many cells; no quotes, no commas inside cells. */
record CsvTable(String name, List<String> columns, List<Row> rows) {

    static CsvTable read(String name) {
        try (InputStream in = CsvTable.class.getResourceAsStream("/org/hulian/demo/generator/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the demo jar");
            }
            return parse(name, new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CsvTable parse(String name, String text) {
        List<String> lines = text.lines().toList();
        List<String> columns = List.of(lines.getFirst().split(",", -1));
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = List.of(lines.get(i).split(",", -1));
            Row row = new Row(name, i + 1, columns, cells);
            if (cells.size() != columns.size()) {
                throw row.wrong("has " + cells.size() + " cells, the header " + columns.size());
            }
            rows.add(row);
        }
        return new CsvTable(name, columns, List.copyOf(rows));
    }

    <T> List<T> map(Function<Row, T> reader) {
        return rows.stream().map(reader).toList();
    }

    record Row(String table, int line, List<String> columns, List<String> cells) {
        String text(String column) {
            int index = columns.indexOf(column);
            if (index < 0) {
                throw wrong("has no column " + column);
            }
            return cells.get(index);
        }

        String required(String column) {
            String text = text(column);
            if (text.isBlank()) {
                throw wrong("column " + column + " is empty");
            }
            return text;
        }

        int number(String column) {
            return (int) decimal(column);
        }

        double decimal(String column) {
            try {
                return Double.parseDouble(required(column));
            } catch (NumberFormatException e) {
                throw wrong("column " + column + " is not a number");
            }
        }

        List<String> words(String column) {
            String text = text(column);
            return text.isBlank() ? List.of() : List.of(text.split(" "));
        }

        IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException(table + ":" + line + ": " + what);
        }
    }
}
