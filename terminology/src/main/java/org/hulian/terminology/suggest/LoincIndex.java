package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.catalogue.LaboratoryItem;
import org.hulian.terminology.catalogue.LaboratoryTerm;
import org.hulian.terminology.code.Loinc;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;

/** The LOINC terms that can be proposed: those of the bundled table, and those of the catalogue with its names. */
final class LoincIndex {
    private static final String FILE = "loinc-terms.tsv";

    private LoincIndex() {}

    /**
     * By code, in the order of the table.
     *
     * @throws InvalidDataException when a code's check digit is wrong or a code is listed twice
     */
    static Map<String, LoincTerm> load() {
        Map<String, LoincTerm> terms = new LinkedHashMap<>();
        List<DataProblem> problems = new ArrayList<>();
        for (List<String> row : TableFile.resource(FILE, 8)) {
            String code = row.getFirst();
            LoincTerm term = new LoincTerm(
                    code,
                    row.get(1),
                    row.get(2),
                    row.get(3),
                    row.get(4),
                    row.get(5),
                    row.get(6),
                    "y".equals(row.get(7)),
                    List.of());
            if (!Loinc.hasValidCheckDigit(code) || terms.put(code, term) != null) {
                problems.add(new DataProblem(FILE, 0, code, "a wrong check digit, or listed twice"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidDataException(problems);
        }
        Catalogue.bundled().laboratory().forEach(item -> item.terms().forEach(term -> add(item, term, terms)));
        return terms;
    }

    private static void add(LaboratoryItem item, LaboratoryTerm term, Map<String, LoincTerm> terms) {
        List<String> names = List.of(item.en(), item.zh());
        LoincTerm known = terms.get(term.loinc());
        terms.put(
                term.loinc(),
                known == null
                        ? new LoincTerm(
                                term.loinc(),
                                item.en(),
                                term.property(),
                                item.timing(),
                                item.specimen(),
                                item.scale(),
                                term.method() == null ? "" : term.method(),
                                true,
                                names)
                        : new LoincTerm(
                                known.code(),
                                known.component(),
                                known.property(),
                                known.timing(),
                                known.system(),
                                known.scale(),
                                known.method(),
                                true,
                                names));
    }
}
