package org.hulian.terminology.compare;

import java.util.Optional;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.catalogue.LaboratoryItem;
import org.hulian.terminology.catalogue.LaboratoryTerm;
import org.hulian.terminology.compare.Comparability.Equal;
import org.hulian.terminology.compare.Comparability.NotComparable;
import org.hulian.terminology.unit.UcumUnit;
import org.hulian.terminology.unit.Units;
import org.jspecify.annotations.Nullable;

/**
 * Decides for a pair of measurements, of the same or different LOINC terms, whether and how their values may be
 * compared: same analyte, specimen, timing and scale by the catalogue, then method, then unit.
 */
public final class Equivalence {
    private final Catalogue catalogue;
    private final Comparison comparison;

    public Equivalence(Catalogue catalogue, Comparison comparison) {
        this.catalogue = catalogue;
        this.comparison = comparison;
    }

    /** With the bundled catalogue and analytes. */
    public static Equivalence load() {
        return new Equivalence(Catalogue.bundled(), Comparison.load());
    }

    /** How a value of {@code left} becomes one of {@code right}. */
    public Comparability between(Measured left, Measured right) {
        if (left.loinc().equals(right.loinc()) && catalogue.item(left.loinc()).isEmpty()) {
            return byUnit(left, right);
        }
        Optional<LaboratoryItem> from = catalogue.item(left.loinc());
        Optional<LaboratoryItem> to = catalogue.item(right.loinc());
        if (from.isEmpty() || to.isEmpty()) {
            return refused("unknown-term", (from.isEmpty() ? left : right).loinc());
        }
        Optional<NotComparable> difference = difference(from.get(), to.get())
                .or(() -> from.get().methodBound() ? methodDifference(left, right) : Optional.empty());
        return difference.isPresent() ? difference.get() : byUnit(left, right);
    }

    private static Optional<NotComparable> difference(LaboratoryItem left, LaboratoryItem right) {
        if (left.id().equals(right.id())) {
            return Optional.empty();
        }
        if (!left.analyte().equals(right.analyte())) {
            return Optional.of(refused("different-analyte", left.en(), right.en(), left.zh(), right.zh()));
        }
        if (!left.specimen().equals(right.specimen())) {
            return Optional.of(refused("different-specimen", left.specimen(), right.specimen()));
        }
        if (!left.timing().equals(right.timing())) {
            return Optional.of(refused("different-timing", left.timing(), right.timing()));
        }
        if (!left.scale().equals(right.scale())) {
            return Optional.of(refused("different-scale", left.scale(), right.scale()));
        }
        return Optional.of(refused("different-property", left.en(), right.en(), left.zh(), right.zh()));
    }

    private Optional<NotComparable> methodDifference(Measured left, Measured right) {
        String from = method(left);
        String to = method(right);
        if (from != null && to != null) {
            return from.equals(to) ? Optional.empty() : Optional.of(refused("different-method", from, to));
        }
        return isOfItsMethod(left.unit()) || isOfItsMethod(right.unit())
                ? Optional.of(refused("method-unknown", left.loinc(), right.loinc()))
                : Optional.empty();
    }

    private @Nullable String method(Measured measured) {
        return measured.method() != null
                ? measured.method()
                : catalogue.term(measured.loinc()).map(LaboratoryTerm::method).orElse(null);
    }

    /** Arbitrary units other than WHO international units, and plain indices, mean something only within one method. */
    private static boolean isOfItsMethod(@Nullable UcumUnit unit) {
        return unit != null
                && (unit.code().startsWith("{")
                        || Units.load().symbols(unit).stream()
                                .anyMatch(symbol -> symbol.startsWith("[") && !symbol.equalsIgnoreCase("[iu]")));
    }

    private Comparability byUnit(Measured left, Measured right) {
        UcumUnit from = left.unit();
        UcumUnit to = right.unit();
        if (from == null && to == null) {
            return new Equal();
        }
        if (from == null || to == null) {
            return refused("unit-missing", left.loinc(), right.loinc());
        }
        boolean enzyme = catalogue
                .term(left.loinc())
                .filter(term -> term.property().equals("CCnc"))
                .isPresent();
        return enzyme
                ? comparison.between(enzymeUnit(from), enzymeUnit(to), left.loinc())
                : comparison.between(from, to, left.loinc());
    }

    /** For a catalytic activity the international unit is 1 umol/min, which UCUM writes U (IUBMB recommendations 1978). */
    private static UcumUnit enzymeUnit(UcumUnit unit) {
        return new UcumUnit(unit.code().replace("[IU]", "U").replace("[iU]", "U"));
    }

    private static NotComparable refused(String code, String... details) {
        return new NotComparable(Reason.of(code, details));
    }
}
