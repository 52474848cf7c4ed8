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
import org.hulian.terminology.unit.UcumUnit;
import org.hulian.terminology.unit.Units;

/** Reads laboratory items: ids and terms once, LOINC check digits, UCUM units, known scales, a unit where one is due. */
final class LaboratoryReader {
    private static final Set<String> SCALES = Set.of("Qn", "Ord", "Nom", "SemiQn");

    private final String file;
    private final List<DataProblem> problems;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> loincs = new HashSet<>();

    LaboratoryReader(String file, List<DataProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    List<LaboratoryItem> read(byte[] content) {
        List<LaboratoryItem> items = new ArrayList<>();
        int index = 0;
        for (Located.Fields fields : LocatedReader.read(file, content).objects("items")) {
            String path = "items[" + index++ + "]";
            try {
                items.add(item(fields, path));
            } catch (IllegalArgumentException | DateTimeException e) {
                problem(fields, path, String.valueOf(e.getMessage()));
            }
        }
        return items;
    }

    private LaboratoryItem item(Located.Fields fields, String path) {
        String id = fields.required("id");
        String scale = fields.required("scale");
        check(ids.add(id), fields, path + ".id", id + " is listed twice");
        check(SCALES.contains(scale), fields, path + ".scale", scale + " is none of " + SCALES);
        List<LaboratoryTerm> terms = new ArrayList<>();
        for (Located.Fields term : fields.objects("terms")) {
            terms.add(term(term, path + ".terms[" + terms.size() + "]", scale));
        }
        check(!terms.isEmpty(), fields, path + ".terms", "at least one term is needed");
        return new LaboratoryItem(
                id,
                fields.required("zh"),
                fields.required("en"),
                fields.required("analyte"),
                fields.required("category"),
                fields.required("specimen"),
                fields.required("timing"),
                scale,
                "true".equals(fields.text("bound")),
                Duration.parse(fields.required("validity")),
                List.copyOf(terms));
    }

    private LaboratoryTerm term(Located.Fields fields, String path, String scale) {
        String loinc = fields.required("loinc");
        String unit = fields.text("unit");
        check(Loinc.hasValidCheckDigit(loinc), fields, path + ".loinc", loinc + " is no LOINC number");
        check(loincs.add(loinc), fields, path + ".loinc", loinc + " is listed twice");
        check(
                (unit != null) == scale.equals("Qn"),
                fields,
                path + ".unit",
                "a unit goes with scale Qn, and only with it");
        check(unit == null || Units.load().isValid(unit), fields, path + ".unit", unit + " is no UCUM unit");
        return new LaboratoryTerm(
                loinc, fields.required("property"), unit == null ? null : new UcumUnit(unit), fields.text("method"));
    }

    private void check(boolean holds, Located where, String path, String message) {
        if (!holds) {
            problem(where, path, message);
        }
    }

    private void problem(Located where, String path, String message) {
        problems.add(new DataProblem(file, where.line(), path, message));
    }
}
