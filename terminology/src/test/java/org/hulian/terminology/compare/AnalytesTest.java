package org.hulian.terminology.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;
import org.junit.jupiter.api.Test;

class AnalytesTest {
    private static final Pattern ATOMS = Pattern.compile("([A-Z][a-z]?)(\\d*)");

    @Test
    void everyMolarMassIsTheSumOverItsFormula() {
        Located.Fields weights = (Located.Fields)
                Objects.requireNonNull(LocatedReader.readResource("/org/hulian/terminology/compare/analytes.yaml")
                        .values()
                        .get("atomicWeights"));
        for (Analyte analyte : Analytes.bundled().all()) {
            if (analyte.formula() != null) {
                BigDecimal sum = ATOMS.matcher(analyte.formula())
                        .results()
                        .map(atom -> new BigDecimal(weights.required(atom.group(1)))
                                .multiply(new BigDecimal(atom.group(2).isEmpty() ? "1" : atom.group(2))))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);

                assertThat(Objects.requireNonNull(analyte.molarMass()))
                        .as(analyte.id())
                        .isEqualByComparingTo(sum);
            }
        }
    }

    @Test
    void namesTheLineOfAWrongCode() {
        String file = "analytes:\n  - id: a\n    en: A\n    zh: 甲\n    loinc: [2345-6, 2345-7, 2345-7]\n  - id: b\n";

        assertThatThrownBy(() -> Analytes.read("a.yaml", file.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("a.yaml:5: analytes[0].loinc: 2345-6 is no LOINC number")
                .hasMessageContaining("a.yaml:5: analytes[0].loinc: 2345-7 is listed twice")
                .hasMessageContaining("a.yaml:6: analytes[1]: en is required");
    }
}
