package org.hulian.terminology.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.terminology.code.Loinc;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;
import org.hulian.terminology.unit.Linear;

/** The analytes of {@code analytes.yaml}, by LOINC term. */
final class Analytes {
    private static final MathContext INVERSE = new MathContext(34);

    private final List<Analyte> all;
    private final Map<String, Analyte> byLoinc;

    private Analytes(List<Analyte> all, Map<String, Analyte> byLoinc) {
        this.all = List.copyOf(all);
        this.byLoinc = Map.copyOf(byLoinc);
    }

    static Analytes bundled() {
        return read("analytes.yaml", LocatedReader.resource("/org/hulian/terminology/compare/analytes.yaml"));
    }

    /**
     * Reads and checks a file of analytes.
     *
     * @throws InvalidDataException naming every wrong or repeated LOINC code and every missing field
     */
    static Analytes read(String file, byte[] content) {
        List<DataProblem> problems = new ArrayList<>();
        List<Analyte> all = new ArrayList<>();
        Map<String, Analyte> byLoinc = new HashMap<>();
        for (Located.Fields fields : LocatedReader.read(file, content).objects("analytes")) {
            String path = "analytes[" + all.size() + "]";
            try {
                Analyte analyte = analyte(fields);
                all.add(analyte);
                for (Located.Scalar loinc : fields.scalars("loinc")) {
                    if (!Loinc.hasValidCheckDigit(loinc.text())) {
                        problems.add(new DataProblem(
                                file, loinc.line(), path + ".loinc", loinc.text() + " is no LOINC number"));
                    } else if (byLoinc.put(loinc.text(), analyte) != null) {
                        problems.add(new DataProblem(
                                file, loinc.line(), path + ".loinc", loinc.text() + " is listed twice"));
                    }
                }
            } catch (IllegalArgumentException e) {
                problems.add(new DataProblem(file, fields.line(), path, String.valueOf(e.getMessage())));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidDataException(problems);
        }
        return new Analytes(all, byLoinc);
    }

    Optional<Analyte> measuredBy(String loinc) {
        return Optional.ofNullable(byLoinc.get(loinc));
    }

    List<Analyte> all() {
        return all;
    }

    private static Analyte analyte(Located.Fields fields) {
        List<Analyte.Relation> relations = new ArrayList<>();
        for (Located.Fields linear : fields.objects("linear")) {
            BigDecimal slope = new BigDecimal(linear.required("slope"));
            BigDecimal intercept = new BigDecimal(linear.required("intercept"));
            String from = linear.required("from");
            String to = linear.required("to");
            String source = linear.required("source");
            relations.add(new Analyte.Relation(from, to, new Linear(slope, intercept), source));
            relations.add(new Analyte.Relation(to, from, inverse(slope, intercept), source));
        }
        String mass = fields.text("molarMass");
        String charge = fields.text("charge");
        return new Analyte(
                fields.required("id"),
                fields.required("en"),
                fields.required("zh"),
                fields.text("formula"),
                mass == null ? null : new BigDecimal(mass),
                charge == null ? null : Integer.valueOf(charge),
                List.copyOf(relations),
                fields.scalars("loinc").stream().map(Located.Scalar::text).toList());
    }

    private static Linear inverse(BigDecimal slope, BigDecimal intercept) {
        return new Linear(
                BigDecimal.ONE.divide(slope, INVERSE), intercept.negate().divide(slope, INVERSE));
    }
}
