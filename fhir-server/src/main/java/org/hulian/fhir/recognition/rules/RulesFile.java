package org.hulian.fhir.recognition.rules;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;

/** One file of the region's rules; what is wrong with a row is noted with its line, and the row left out. */
final class RulesFile {
    private final String name;
    private final Located.Fields root;
    private final List<DataProblem> problems;

    private RulesFile(String name, Located.Fields root, List<DataProblem> problems) {
        this.name = name;
        this.root = root;
        this.problems = problems;
    }

    static RulesFile read(String name, byte[] content, Set<String> lists, List<DataProblem> problems) {
        RulesFile file = new RulesFile(name, LocatedReader.read(name, content), problems);
        for (String field : file.root.values().keySet()) {
            if (!lists.contains(field) && !field.equals("version") && !field.equals("source")) {
                file.problem(1, field, "is none of " + lists + ", version, source");
            }
        }
        if (file.root.text("version") == null || file.root.text("source") == null) {
            file.problem(1, "", "version and source are required");
        }
        return file;
    }

    String version() {
        return String.valueOf(root.text("version"));
    }

    /** What each row of a list says; only the fields named may be there. */
    <T> List<T> each(String list, Set<String> fields, Function<Row, T> reading) {
        List<T> read = new ArrayList<>();
        int index = 0;
        for (Located.Fields found : root.objects(list)) {
            Row row = new Row(this, found, list + "[" + index++ + "]");
            found.values().keySet().stream()
                    .filter(field -> !fields.contains(field))
                    .forEach(field -> row.problem(field, "is none of " + fields));
            try {
                read.add(reading.apply(row));
            } catch (IllegalArgumentException | DateTimeException e) {
                row.problem("", String.valueOf(e.getMessage()));
            }
        }
        return read;
    }

    private void problem(int line, String path, String message) {
        problems.add(new DataProblem(name, line, path, message));
    }

    /** One row. */
    record Row(RulesFile file, Located.Fields fields, String path) {
        void problem(String field, String message) {
            Located at = fields.values().get(field);
            file.problem(at == null ? fields.line() : at.line(), field.isEmpty() ? path : path + "." + field, message);
        }

        String required(String field) {
            return fields.required(field);
        }

        List<String> texts(String field) {
            return fields.scalars(field).stream().map(Located.Scalar::text).toList();
        }
    }
}
