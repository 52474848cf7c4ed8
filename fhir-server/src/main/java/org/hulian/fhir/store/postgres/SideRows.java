package org.hulian.fhir.store.postgres;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.fhir.search.index.IndexValues;
import org.jspecify.annotations.Nullable;

/** Rows of the side tables for one database, column by column. */
final class SideRows {
    private final List<Short> codeTypes = new ArrayList<>();
    private final List<UUID> codeKeys = new ArrayList<>();
    private final List<@Nullable UUID> codePatients = new ArrayList<>();
    private final List<Long> codes = new ArrayList<>();
    private final List<OffsetDateTime> codeTimes = new ArrayList<>();

    private final List<Short> textTypes = new ArrayList<>();
    private final List<UUID> textKeys = new ArrayList<>();
    private final List<Short> textParameters = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> exactTexts = new ArrayList<>();

    private final List<Short> dateTypes = new ArrayList<>();
    private final List<UUID> dateKeys = new ArrayList<>();
    private final List<Short> dateParameters = new ArrayList<>();
    private final List<OffsetDateTime> lows = new ArrayList<>();
    private final List<OffsetDateTime> highs = new ArrayList<>();

    private final List<Short> quantityTypes = new ArrayList<>();
    private final List<UUID> quantityKeys = new ArrayList<>();
    private final List<Integer> quantityDays = new ArrayList<>();
    private final List<IndexValues.Quantity> quantities = new ArrayList<>();

    /** One insertion. */
    record Insertion(String sql, List<Object> columns) {}

    void add(short type, UUID key, @Nullable UUID patient, OffsetDateTime effective, IndexValues values) {
        for (long code : values.moreCodes()) {
            codeTypes.add(type);
            codeKeys.add(key);
            codePatients.add(patient);
            codes.add(code);
            codeTimes.add(effective);
        }
        for (IndexValues.Text text : values.strings()) {
            textTypes.add(type);
            textKeys.add(key);
            textParameters.add(text.parameter());
            texts.add(text.normal());
            exactTexts.add(text.exact());
        }
        for (IndexValues.Date date : values.dates()) {
            dateTypes.add(type);
            dateKeys.add(key);
            dateParameters.add(date.parameter());
            lows.add(RowBatch.time(date.span().low()));
            highs.add(RowBatch.time(date.span().high()));
        }
        for (IndexValues.Quantity quantity : values.quantities()) {
            quantityTypes.add(type);
            quantityKeys.add(key);
            quantityDays.add(TimeSpan.day(effective.toInstant()));
            quantities.add(quantity);
        }
    }

    private <T> @Nullable Object[] column(Function<IndexValues.Quantity, @Nullable T> value, T[] empty) {
        return quantities.stream().map(value).toList().toArray(empty);
    }

    /** The insertions into tables that get a row. */
    List<Insertion> insertions() {
        List<Insertion> all = new ArrayList<>();
        if (!codeKeys.isEmpty()) {
            all.add(new Insertion(
                    RowSql.INSERT_CODES,
                    List.of(
                            codeTypes.toArray(Short[]::new),
                            codeKeys.toArray(UUID[]::new),
                            codePatients.toArray(UUID[]::new),
                            codes.toArray(Long[]::new),
                            codeTimes.toArray(OffsetDateTime[]::new))));
        }
        if (!textKeys.isEmpty()) {
            all.add(new Insertion(
                    RowSql.INSERT_STRINGS,
                    List.of(
                            textTypes.toArray(Short[]::new),
                            textKeys.toArray(UUID[]::new),
                            textParameters.toArray(Short[]::new),
                            texts.toArray(String[]::new),
                            exactTexts.toArray(String[]::new))));
        }
        if (!dateKeys.isEmpty()) {
            all.add(new Insertion(
                    RowSql.INSERT_DATES,
                    List.of(
                            dateTypes.toArray(Short[]::new),
                            dateKeys.toArray(UUID[]::new),
                            dateParameters.toArray(Short[]::new),
                            lows.toArray(OffsetDateTime[]::new),
                            highs.toArray(OffsetDateTime[]::new))));
        }
        if (!quantities.isEmpty()) {
            all.add(new Insertion(
                    RowSql.INSERT_QUANTITIES,
                    List.of(
                            quantityTypes.toArray(Short[]::new),
                            quantityKeys.toArray(UUID[]::new),
                            quantityDays.toArray(Integer[]::new),
                            column(IndexValues.Quantity::parameter, new Short[0]),
                            column(IndexValues.Quantity::low, new Double[0]),
                            column(IndexValues.Quantity::high, new Double[0]),
                            column(IndexValues.Quantity::base, new Double[0]),
                            column(IndexValues.Quantity::baseHigh, new Double[0]),
                            column(IndexValues.Quantity::code, new Long[0]),
                            column(IndexValues.Quantity::dimension, new Integer[0]),
                            column(IndexValues.Quantity::unit, new Integer[0]),
                            column(IndexValues.Quantity::shown, new Integer[0]))));
        }
        return all;
    }
}
