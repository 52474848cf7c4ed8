package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.search.SearchParameter;
import org.jspecify.annotations.Nullable;

/** Gathers the amounts and positions of one resource. */
final class AmountRows {
    private static final Amounts AMOUNTS = new Amounts();

    private final TokenHasher hasher;
    private final List<IndexValues.Quantity> rows = new ArrayList<>();

    AmountRows(TokenHasher hasher) {
        this.hasher = hasher;
    }

    /** Rows for an amount, one for each code beside it, or one without. */
    void add(SearchParameter parameter, JsonNode value, Set<Long> codes) {
        AMOUNTS.read(value, stretch -> {
            if (codes.isEmpty()) {
                rows.add(row(parameter, stretch, null));
            }
            codes.forEach(code -> rows.add(row(parameter, stretch, code)));
        });
    }

    /** The latitude as number, the longitude as if it were the number in base units. */
    void position(SearchParameter parameter, JsonNode value) {
        double latitude = value.path("latitude").doubleValue();
        double longitude = value.path("longitude").doubleValue();
        rows.add(new IndexValues.Quantity((short) parameter.number(), latitude, null, longitude, null, null, 0, 0, 0));
    }

    /** All of them, each once; those of the resource as a whole beside its main code. */
    List<IndexValues.Quantity> rows(@Nullable Long main) {
        return rows.stream().map(row -> row.beside(main)).distinct().toList();
    }

    private IndexValues.Quantity row(SearchParameter parameter, Amounts.Stretch stretch, @Nullable Long code) {
        Amounts.Base inBase = stretch.base();
        boolean unit = !stretch.code().isEmpty();
        return new IndexValues.Quantity(
                (short) parameter.number(),
                stretch.low(),
                stretch.high() == stretch.low() ? null : Double.valueOf(stretch.high()),
                inBase == null ? null : Double.valueOf(inBase.low()),
                inBase == null || inBase.high() == inBase.low() ? null : Double.valueOf(inBase.high()),
                code,
                hasher.word(stretch.dimension()),
                unit ? hasher.word(stretch.system() + "|" + stretch.code()) : 0,
                hasher.word(stretch.unit()));
    }
}
