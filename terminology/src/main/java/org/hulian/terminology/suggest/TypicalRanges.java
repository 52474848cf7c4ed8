package org.hulian.terminology.suggest;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.ConceptMaps;
import org.hulian.terminology.translate.Translation;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.Conversion;
import org.hulian.terminology.unit.UcumUnit;
import org.hulian.terminology.unit.Units;

/** What results of a term usually are, wide enough to tell a wrong term and not an ill patient. */
final class TypicalRanges {
    private static final String UNIT_NAMES = "v2-units-to-ucum";

    private final Map<String, Range> ranges = new HashMap<>();

    private TypicalRanges() {}

    record Range(BigDecimal low, BigDecimal high, UcumUnit unit) {
        @Override
        public String toString() {
            return low + "-" + high + " " + unit;
        }
    }

    static TypicalRanges load() {
        TypicalRanges typical = new TypicalRanges();
        for (List<String> row : TableFile.resource("typical.tsv", 4)) {
            typical.ranges.put(
                    row.get(0),
                    new Range(new BigDecimal(row.get(1)), new BigDecimal(row.get(2)), new UcumUnit(row.get(3))));
        }
        return typical;
    }

    Optional<Range> of(String loinc) {
        return Optional.ofNullable(ranges.get(loinc));
    }

    /** A number in the range's unit; empty when the sender's unit is not understood or of another kind. */
    static Optional<BigDecimal> in(Range range, BigDecimal value, String unit) {
        String ucum =
                ConceptMaps.bundled().translate(UNIT_NAMES, Coding.of("", unit)) instanceof Translation.Mapped found
                        ? found.target().code()
                        : unit;
        return Units.load().convert(new Amount(value, new UcumUnit(ucum)), range.unit())
                        instanceof Conversion.Converted converted
                ? Optional.of(converted.amount().value())
                : Optional.empty();
    }
}
