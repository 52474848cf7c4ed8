package org.hulian.terminology.catalogue;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hulian.terminology.code.Loinc;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;

/** Reads imaging and functional examinations: ids and LOINC terms once, check digits. */
final class ExaminationReader {
    private final String file;
    private final List<DataProblem> problems;
    private final Set<String> ids = new HashSet<>();

    ExaminationReader(String file, List<DataProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    List<Examination> read(byte[] content) {
        List<Examination> examinations = new ArrayList<>();
        int index = 0;
        for (Located.Fields fields : LocatedReader.read(file, content).objects("items")) {
            String path = "items[" + index++ + "]";
            try {
                examinations.add(examination(fields, path));
            } catch (IllegalArgumentException | DateTimeException e) {
                problems.add(new DataProblem(file, fields.line(), path, String.valueOf(e.getMessage())));
            }
        }
        return examinations;
    }

    private Examination examination(Located.Fields fields, String path) {
        String id = fields.required("id");
        String loinc = fields.text("loinc");
        if (!ids.add(id) || (loinc != null && !ids.add(loinc))) {
            problems.add(new DataProblem(file, fields.line(), path, "the id or the LOINC term is listed twice"));
        }
        if (loinc != null && !Loinc.hasValidCheckDigit(loinc)) {
            problems.add(new DataProblem(file, fields.line(), path + ".loinc", loinc + " is no LOINC number"));
        }
        return new Examination(
                id,
                fields.required("zh"),
                fields.required("en"),
                fields.required("category"),
                fields.required("modality"),
                fields.required("body"),
                loinc,
                "true".equals(fields.text("imagesNeeded")),
                Duration.parse(fields.required("validity")));
    }
}
