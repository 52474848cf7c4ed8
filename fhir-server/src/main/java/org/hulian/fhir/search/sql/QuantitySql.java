package org.hulian.fhir.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.NumberRange;
import org.hulian.fhir.search.QuantityValue;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;
import org.hulian.fhir.search.index.TokenHasher;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on rows {@code q} of the side table of numbers, served by quantity_by_base, quantity_by_low or, where a
 * better index drives, quantity_by_key.
 */
final class QuantitySql {
    /** Systems whose codes a bare unit may be. */
    private static final List<String> SYSTEMS =
            List.of(QuantityValue.UCUM, "", "urn:iso:std:iso:4217", "http://snomed.info/sct");

    private final TokenHasher hasher;
    private final Sql sql;
    private final Rows rows;
    private final boolean fenced;

    /** {@code fenced}: whether something better drives, so that amounts are looked up row by row. */
    QuantitySql(TokenHasher hasher, Sql sql, Rows rows, boolean fenced) {
        this.hasher = hasher;
        this.sql = sql;
        this.rows = rows;
        this.fenced = fenced;
    }

    String condition(Term.QuantityTerm term) {
        return exists(term, "");
    }

    /** Of rows that carry the code, too. */
    String condition(Term.CodedQuantityTerm term) {
        SearchParameter parameter = term.code().parameter();
        String codes = term.code().anyOf().stream()
                .map(value -> code(parameter, value))
                .collect(Collectors.joining(" or ", " and (", ")"));
        return exists(term.quantity(), codes);
    }

    private String exists(Term.QuantityTerm term, String further) {
        String any = term.anyOf().stream().map(this::value).collect(Collectors.joining(" or ", "(", ")"));
        return "exists (select from hub.quantity_index q where " + rows.described("q") + " and q.param" + which(term)
                + " and " + any + further + (fenced ? " offset 0)" : ")");
    }

    /**
     * Conditions on rows {@code q} of current resources with an amount in base units, one for each end of each stretch that
     * may decide, so that each is one range of quantity_by_code, or of quantity_by_base and quantity_by_base_high. A
     * resource may meet more than one. With a code the dimension is fenced: PostgreSQL would else read all amounts of the
     * dimension, of any code. By coalesce, which it takes to hold for half of the rows: by the dimension's own share it would
     * expect few and sort them all.
     *
     * @param code hash of the main code, where there is one
     * @param of   what tells whose they are, else empty
     */
    List<String> ranges(ResourceType type, Term.QuantityTerm term, @Nullable String code, String of) {
        List<String> ranges = new ArrayList<>();
        for (QuantityValue value : term.anyOf()) {
            QuantityValue.Unit.Canonical unit = (QuantityValue.Unit.Canonical) value.unit();
            for (String end : ends(value.range(), "q.base", "q.base_high")) {
                String which = code == null
                        ? dimension(unit)
                        : "q.code = " + code + " and coalesce(" + dimension(unit) + ", false)";
                ranges.add("q.type = " + type.number() + " and q.param" + which(term) + " and " + which + of + " and "
                        + end);
            }
        }
        return ranges;
    }

    private String dimension(QuantityValue.Unit.Canonical unit) {
        return "q.dimension = " + sql.bind(hasher.word(unit.dimension()));
    }

    private static String which(Term.QuantityTerm term) {
        List<String> numbers = term.stored().stream()
                .map(parameter -> String.valueOf(parameter.number()))
                .toList();
        return numbers.size() == 1 ? " = " + numbers.getFirst() : " in (" + String.join(", ", numbers) + ")";
    }

    private String code(SearchParameter parameter, TokenValue value) {
        return switch (value) {
            case TokenValue.AnySystem any -> {
                long code = hasher.codeBeside(parameter, "", any.code());
                yield "q.code between " + sql.bind(code) + " and " + sql.bind(code | 0xffffffffL);
            }
            case TokenValue.Exact exact ->
                "q.code = " + sql.bind(hasher.codeBeside(parameter, exact.system(), exact.code()));
            case TokenValue.NoSystem none -> "q.code = " + sql.bind(hasher.codeBeside(parameter, "", none.code()));
            case TokenValue.OfType typed -> throw new IllegalArgumentException(parameter.name());
            case TokenValue.AnyCode any ->
                "q.code & 4294967295 = " + sql.bind(hasher.codeBeside(parameter, any.system(), "") & 0xffffffffL);
        };
    }

    private String value(QuantityValue value) {
        return switch (value.unit()) {
            case QuantityValue.Unit.Any any -> range(value.range(), "q.low", "q.high");
            case QuantityValue.Unit.Canonical canonical ->
                dimension(canonical) + " and " + range(value.range(), "q.base", "q.base_high");
            case QuantityValue.Unit.Coded coded ->
                "q.unit = " + sql.bind(hasher.word(coded.system() + "|" + coded.code())) + " and "
                        + range(value.range(), "q.low", "q.high");
            case QuantityValue.Unit.Shown shown -> {
                Integer[] codes = SYSTEMS.stream()
                        .map(system -> hasher.word(system + "|" + shown.text()))
                        .toArray(Integer[]::new);
                yield "(q.shown = " + sql.bind(hasher.word(shown.text())) + " or q.unit = any (" + sql.bind(codes)
                        + ")) and " + range(value.range(), "q.low", "q.high");
            }
        };
    }

    private String range(NumberRange range, String low, String high) {
        List<String> ends = ends(range, low, high);
        return ends.size() == 1 ? ends.getFirst() : "(" + String.join(" or ", ends) + ")";
    }

    /** What suffices, each by one end of the row's stretch. The upper end is null where it is the lower one. */
    private List<String> ends(NumberRange range, String low, String high) {
        return switch (range.prefix()) {
            case EQ -> List.of("(" + within(range, low, high) + ")");
            case NE -> List.of("not (" + within(range, low, high) + ")");
            case GT -> either(low, high, " > " + sql.bind(range.value()));
            case GE -> either(low, high, " >= " + sql.bind(range.value()));
            case LT -> List.of(low + " < " + sql.bind(range.value()));
            case LE -> List.of(low + " <= " + sql.bind(range.value()));
            case SA -> List.of(low + " >= " + sql.bind(range.high()));
            case EB ->
                List.of("(%1$s < %3$s and coalesce(%2$s, %1$s) < %3$s)".formatted(low, high, sql.bind(range.low())));
            case AP ->
                either(low, high, " >= " + sql.bind(range.low()) + " and " + low + " <= " + sql.bind(range.high()));
        };
    }

    private static List<String> either(String low, String high, String met) {
        return List.of(low + met, high + met);
    }

    private String within(NumberRange range, String low, String high) {
        return "%1$s >= %3$s and %1$s < %4$s and coalesce(%2$s, %1$s) < %4$s"
                .formatted(low, high, sql.bind(range.low()), sql.bind(range.high()));
    }
}
