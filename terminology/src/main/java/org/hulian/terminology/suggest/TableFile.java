package org.hulian.terminology.suggest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.load.LocatedReader;

/** Tab-separated knowledge of this package: {@code #} starts a comment, every row has the same number of cells. */
final class TableFile {
    private static final String FOLDER = "/org/hulian/terminology/suggest/";

    private TableFile() {}

    static List<List<String>> resource(String name, int cells) {
        return read(name, new String(LocatedReader.resource(FOLDER + name), StandardCharsets.UTF_8), cells);
    }

    static List<List<String>> read(String name, String text, int cells) {
        List<List<String>> rows = new ArrayList<>();
        List<DataProblem> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> row = List.of(line.split("\t", -1));
            if (row.size() == cells) {
                rows.add(row);
            } else {
                problems.add(new DataProblem(
                        name, number, "", "expected " + cells + " cells separated by tabs, found " + row.size()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidDataException(problems);
        }
        return rows;
    }
}
