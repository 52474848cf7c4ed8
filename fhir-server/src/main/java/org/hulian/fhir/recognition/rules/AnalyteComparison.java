package org.hulian.fhir.recognition.rules;

import org.hulian.fhir.recognition.Comparison;
import org.hulian.fhir.recognition.EarlierResult;
import org.hulian.fhir.recognition.Words;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.catalogue.LaboratoryTerm;
import org.hulian.terminology.compare.Comparability;
import org.hulian.terminology.compare.Equivalence;
import org.hulian.terminology.compare.Measured;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.UcumUnit;
import org.jspecify.annotations.Nullable;

/** Asks the terminology module: a result against the ordered term in its usual unit. */
public final class AnalyteComparison implements Comparison {
    private final Catalogue catalogue;
    private final Equivalence equivalence;

    public AnalyteComparison(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.equivalence = new Equivalence(catalogue, org.hulian.terminology.compare.Comparison.load());
    }

    @Override
    public Answer compare(EarlierResult result, String ordered) {
        if (catalogue.item(ordered).isEmpty()) {
            return new Answer(true, new Words("the same examination", "同一检查项目"));
        }
        return switch (comparability(result, ordered)) {
            case Comparability.Equal ignored -> new Answer(true, equal(result.amount()));
            case Comparability.Convertible(var rule, String basis) ->
                new Answer(true, converted(result.amount(), ordered, basis));
            case Comparability.NotComparable(var reason) -> new Answer(false, new Words(reason.en(), reason.zh()));
        };
    }

    /** How the result's value becomes one of the ordered term. */
    public Comparability comparability(EarlierResult result, String ordered) {
        Amount amount = result.amount();
        return equivalence.between(
                new Measured(result.code(), amount == null ? null : amount.unit(), result.method()),
                new Measured(ordered, unitOf(ordered), null));
    }

    /** The usual unit of a term, null where it has none. */
    public @Nullable UcumUnit unitOf(String loinc) {
        return catalogue.term(loinc).map(LaboratoryTerm::unit).orElse(null);
    }

    private static Words equal(@Nullable Amount amount) {
        return amount == null
                ? new Words("the same analyte, without a unit", "同一项目，无单位")
                : new Words("the same analyte in " + amount.unit(), "同一项目，单位 " + amount.unit());
    }

    private Words converted(@Nullable Amount amount, String ordered, String basis) {
        String from = amount == null ? "" : amount.unit().code();
        UcumUnit to = unitOf(ordered);
        return new Words(
                "converted from %s to %s by %s".formatted(from, to, basis),
                "可由 %s 换算为 %s，依据：%s".formatted(from, to, basis));
    }
}
