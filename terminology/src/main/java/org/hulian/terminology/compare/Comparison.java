package org.hulian.terminology.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.Set;
import org.hulian.terminology.compare.Comparability.Convertible;
import org.hulian.terminology.compare.Comparability.Equal;
import org.hulian.terminology.compare.Comparability.NotComparable;
import org.hulian.terminology.unit.Dimension;
import org.hulian.terminology.unit.Linear;
import org.hulian.terminology.unit.UcumUnit;
import org.hulian.terminology.unit.Units;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a value in one unit may be compared with one in another: by UCUM, by the analyte's molar mass or charge,
 * or by a published linear relation (HbA1c). A published relation goes before UCUM, because UCUM would make 1 % of
 * HbA1c equal 10 mmol/mol.
 */
public final class Comparison {
    private static final MathContext EXACT = new MathContext(34);

    private final Units units;
    private final Analytes analytes;

    private Comparison(Units units, Analytes analytes) {
        this.units = units;
        this.analytes = analytes;
    }

    /** With the bundled analytes. */
    public static Comparison load() {
        return new Comparison(Units.load(), Analytes.bundled());
    }

    /**
     * How a value in {@code from} becomes one in {@code to}.
     *
     * @param loinc the term measured, or null when it is not known: then only UCUM decides
     */
    public Comparability between(UcumUnit from, UcumUnit to, @Nullable String loinc) {
        Optional<Dimension> source = units.dimension(from);
        Optional<Dimension> target = units.dimension(to);
        if (source.isEmpty() || target.isEmpty()) {
            return refused("unknown-unit", (source.isEmpty() ? from : to).code());
        }
        if (from.equals(to)) {
            return new Equal();
        }
        Optional<Analyte> analyte = Optional.ofNullable(loinc).flatMap(analytes::measuredBy);
        Optional<Convertible> published = analyte.flatMap(known -> published(known, from, to));
        if (published.isPresent()) {
            return published.get();
        }
        if (source.get().equals(target.get())) {
            return sameDimension(from, to);
        }
        return acrossDimensions(new Question(from, to, source.get(), target.get(), loinc), analyte.orElse(null));
    }

    private static Optional<Convertible> published(Analyte analyte, UcumUnit from, UcumUnit to) {
        return analyte.relations().stream()
                .filter(relation ->
                        relation.from().equals(from.code()) && relation.to().equals(to.code()))
                .map(relation -> new Convertible(relation.rule(), relation.source()))
                .findFirst();
    }

    private Comparability sameDimension(UcumUnit from, UcumUnit to) {
        if (units.symbols(from).contains("mol") != units.symbols(to).contains("mol")) {
            return refused("ratio-kind", from.code(), to.code());
        }
        Linear rule = units.rule(from, to).orElseThrow();
        return rule.isIdentity() ? new Equal() : new Convertible(rule, "UCUM " + units.version());
    }

    private Comparability acrossDimensions(Question question, @Nullable Analyte analyte) {
        String from = question.from().code();
        String to = question.to().code();
        int grams = question.gained("g");
        int equivalents = question.gained("eq");
        if (!question.differsOnlyInAmount()) {
            return refused(question.isArbitrary() ? "arbitrary-unit" : "different-dimension", from, to);
        }
        if (question.loinc() == null) {
            return refused("analyte-needed", from, to);
        }
        if (analyte == null) {
            return refused("unknown-analyte", from, to, question.loinc());
        }
        BigDecimal factor = units.size(question.from())
                .orElseThrow()
                .divide(units.size(question.to()).orElseThrow(), EXACT);
        StringBuilder basis = new StringBuilder();
        if (grams != 0) {
            if (analyte.molarMass() == null) {
                return refused("no-molar-mass", from, to, analyte.en());
            }
            factor = factor.multiply(analyte.molarMass().pow(grams, EXACT), EXACT);
            basis.append("molar mass ")
                    .append(analyte.molarMass())
                    .append(" g/mol of ")
                    .append(analyte.id());
        }
        if (equivalents != 0) {
            if (analyte.charge() == null) {
                return refused("no-charge", from, to, analyte.en());
            }
            factor = factor.multiply(BigDecimal.valueOf(analyte.charge()).pow(equivalents, EXACT), EXACT);
            basis.append(basis.isEmpty() ? "" : ", ").append("charge ").append(analyte.charge());
            basis.append(" of ").append(analyte.id());
        }
        Linear rule = Linear.of(factor.stripTrailingZeros());
        return rule.isIdentity() ? new Equal() : new Convertible(rule, basis.toString());
    }

    private static NotComparable refused(String code, String... details) {
        return new NotComparable(Reason.of(code, details));
    }

    /** Two units of different dimensions. */
    private record Question(
            UcumUnit from,
            UcumUnit to,
            Dimension source,
            Dimension target,
            @Nullable String loinc) {
        private static final Set<String> AMOUNTS = Set.of("g", "mol", "eq");

        int gained(String base) {
            return target.of(base) - source.of(base);
        }

        /** Mass, substance and charge may change into each other; everything else must agree. */
        boolean differsOnlyInAmount() {
            return gained("g") + gained("mol") + gained("eq") == 0
                    && target.minus(source).exponents().keySet().stream().allMatch(AMOUNTS::contains);
        }

        boolean isArbitrary() {
            return target.minus(source).exponents().keySet().stream().anyMatch(base -> base.startsWith("["));
        }
    }
}
