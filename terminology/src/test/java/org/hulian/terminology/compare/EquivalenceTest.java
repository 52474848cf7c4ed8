package org.hulian.terminology.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.catalogue.LaboratoryItem;
import org.hulian.terminology.catalogue.LaboratoryTerm;
import org.hulian.terminology.compare.Comparability.Convertible;
import org.hulian.terminology.compare.Comparability.Equal;
import org.hulian.terminology.compare.Comparability.NotComparable;
import org.hulian.terminology.unit.UcumUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EquivalenceTest {
    private static final Equivalence EQUIVALENCE = Equivalence.load();
    private static final MathContext SHOWN = new MathContext(6);

    @ParameterizedTest
    @CsvFileSource(resources = "equivalence-cases.csv", numLinesToSkip = 1)
    void answersEveryPair(
            String loinc,
            @Nullable String unit,
            @Nullable String method,
            String otherLoinc,
            @Nullable String otherUnit,
            @Nullable String otherMethod,
            String expected) {
        Comparability answer =
                EQUIVALENCE.between(measured(loinc, unit, method), measured(otherLoinc, otherUnit, otherMethod));

        assertThat(words(answer)).isEqualTo(expected);
    }

    @Test
    void comparesAllTermsOfAnItemUnlessTheirMethodsDiffer() {
        List<String> refused = new ArrayList<>();
        for (LaboratoryItem item : Catalogue.bundled().laboratory()) {
            for (LaboratoryTerm left : item.terms()) {
                for (LaboratoryTerm right : item.terms()) {
                    Comparability answer = EQUIVALENCE.between(
                            new Measured(left.loinc(), left.unit(), null),
                            new Measured(right.loinc(), right.unit(), null));
                    if (answer instanceof NotComparable(Reason reason)
                            && !reason.code().equals("different-method")
                            && !reason.code().equals("method-unknown")) {
                        refused.add(left.loinc() + " " + right.loinc() + " " + reason.en());
                    }
                }
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void answersTheSameWhicheverSideIsAskedFirst() {
        Measured mass = Measured.of("2345-7", "mg/dL");
        Measured moles = Measured.of("14749-6", "mmol/L");

        assertThat(words(EQUIVALENCE.between(mass, moles))).isEqualTo("x0.0555074");
        assertThat(words(EQUIVALENCE.between(moles, mass))).isEqualTo("x18.0156");
    }

    private static Measured measured(String loinc, @Nullable String unit, @Nullable String method) {
        return new Measured(loinc, unit == null ? null : new UcumUnit(unit), method);
    }

    private static String words(Comparability answer) {
        return switch (answer) {
            case Equal ignored -> "equal";
            case Convertible convertible ->
                "x"
                        + convertible
                                .rule()
                                .factor()
                                .round(SHOWN)
                                .stripTrailingZeros()
                                .toPlainString();
            case NotComparable refused -> refused.reason().code();
        };
    }
}
