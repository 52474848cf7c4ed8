package org.hulian.terminology.compare;

import java.util.Optional;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.Linear;
import org.hulian.terminology.unit.Precision;
import org.hulian.terminology.unit.UcumUnit;

/** Whether a value in one unit may be set beside a value in another. */
public sealed interface Comparability {

    /** The numbers may be compared as they are. */
    record Equal() implements Comparability {}

    /**
     * The numbers may be compared after {@code rule}.
     *
     * @param basis what allows it, with its source: {@code "UCUM 2.2"}, {@code "molar mass 180.156 g/mol of glucose"}
     */
    record Convertible(Linear rule, String basis) implements Comparability {}

    /** They may not. */
    record NotComparable(Reason reason) implements Comparability {}

    /** The amount in the other unit, with a sensible number of digits; nothing when they are not comparable. */
    default Optional<Amount> apply(Amount amount, UcumUnit to) {
        return switch (this) {
            case Equal ignored -> Optional.of(new Amount(amount.value(), to));
            case Convertible(Linear rule, String ignored) ->
                Optional.of(new Amount(Precision.convert(amount.value(), rule), to));
            case NotComparable ignored -> Optional.empty();
        };
    }
}
