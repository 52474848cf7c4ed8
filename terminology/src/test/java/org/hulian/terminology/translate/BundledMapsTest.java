package org.hulian.terminology.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.hulian.terminology.code.CodeSystems;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.unit.Units;
import org.junit.jupiter.api.Test;

class BundledMapsTest {

    @Test
    void areAllLoadedAndChecked() {
        assertThat(ConceptMaps.bundled().ids()).hasSizeGreaterThanOrEqualTo(30).contains("v2-units-to-ucum");
    }

    @Test
    void leaveNoCommonUcumUnitWithoutItself() {
        for (String unit :
                new String[] {"mg/dL", "mmol/L", "10*9/L", "[IU]/L", "U/L", "%", "fL", "g/L", "umol/L", "s"}) {
            assertThat(ConceptMaps.bundled().translate("v2-units-to-ucum", Coding.of(CodeSystems.UCUM, unit)))
                    .isInstanceOfSatisfying(
                            Translation.Mapped.class,
                            mapped -> assertThat(mapped.target().code()).isEqualTo(unit));
            assertThat(Units.load().isValid(unit)).isTrue();
        }
    }
}
