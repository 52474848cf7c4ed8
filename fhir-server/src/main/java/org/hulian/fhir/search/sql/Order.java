package org.hulian.fhir.search.sql;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.Composites;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.SortKey;

/**
 * The order of matches and the place in it where a page begins. The row key comes last, so that no two rows are equal;
 * rows without a value come last going down.
 */
public final class Order {
    private final List<Column> columns;

    /** What is sorted by. */
    record Column(String expression, Type type, boolean descending) {}

    /** How a value travels in a {@link PageStart}. */
    enum Type {
        TIME,
        TEXT,
        NUMBER,
        KEY
    }

    private Order(List<Column> columns) {
        this.columns = columns;
    }

    static Order of(SearchRequest request, Rows rows, Sql sql) {
        List<SortKey> keys = request.sort().isEmpty() ? List.of(byDefault(request.type())) : request.sort();
        List<Column> columns = new ArrayList<>();
        for (SortKey key : keys) {
            columns.add(column(request.type(), key, rows, sql));
        }
        if (columns.getLast().type() != Type.KEY) {
            columns.add(new Column("i.key", Type.KEY, keys.getLast().descending()));
        }
        return new Order(columns);
    }

    /** Newest first: by the main date of what happens to a patient, else by change. */
    private static SortKey byDefault(ResourceType type) {
        String date = ResourceTypes.r4().roles(type).date();
        return new SortKey(
                date == null || date.equals("birthdate")
                        ? SearchParameters.LAST_UPDATED
                        : SearchParameters.r4().find(type, date).orElseThrow(),
                true);
    }

    private static Column column(ResourceType type, SortKey key, Rows rows, Sql sql) {
        SearchParameter parameter = key.parameter();
        boolean down = key.descending();
        if (parameter.name().equals(SearchParameters.ID.name())) {
            return new Column("i.key", Type.KEY, down);
        }
        if (parameter.name().equals(SearchParameters.LAST_UPDATED.name())) {
            return new Column("i.updated", Type.TIME, down);
        }
        if (parameter.name().equals(ResourceTypes.r4().roles(type).date())) {
            return new Column("i.effective", Type.TIME, down);
        }
        if (key.isSifted()) {
            return new Column("null::text", Type.TEXT, down);
        }
        if (Composites.isAmount(parameter)) {
            return new Column(amount(rows, type, parameter, down), Type.NUMBER, down);
        }
        String number = sql.bind((short) parameter.number());
        return switch (parameter.kind()) {
            case DATE ->
                new Column(
                        side(
                                rows,
                                "date_index",
                                down ? "max(s.high)" : "min(s.low)",
                                number,
                                down ? "'0001-01-01'::timestamptz" : "'9999-12-31'::timestamptz"),
                        Type.TIME,
                        down);
            case STRING ->
                new Column(
                        side(
                                rows,
                                "string_index",
                                down ? "max(s.value)" : "min(s.value)",
                                number,
                                down ? "''" : "chr(1114109)"),
                        Type.TEXT,
                        down);
            case TOKEN, REFERENCE, URI, QUANTITY, NUMBER, COMPOSITE, SPECIAL ->
                throw new IllegalStateException(parameter.name());
        };
    }

    /** In base units where there are any, so that amounts in different units of one dimension compare. */
    private static String amount(Rows rows, ResourceType type, SearchParameter parameter, boolean down) {
        String numbers = SearchParameters.r4().composites(type).stored(parameter).stream()
                .map(stored -> String.valueOf(stored.number()))
                .collect(Collectors.joining(", "));
        String value = down ? "max(coalesce(s.base_high, s.base, s.high, s.low))" : "min(coalesce(s.base, s.low))";
        return "coalesce((select " + value + " from hub.quantity_index s where " + rows.described("s")
                + " and s.param in (" + numbers + ")), '" + (down ? "-" : "") + "infinity'::float8)";
    }

    private static String side(Rows rows, String table, String value, String number, String absent) {
        return "coalesce((select %s from hub.%s s where %s and s.param = %s), %s)"
                .formatted(value, table, rows.described("s"), number, absent);
    }

    /** Selected beside the row: o1, o2, ... */
    String select() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            text.append(", ")
                    .append(columns.get(i).expression())
                    .append(" as o")
                    .append(i + 1);
        }
        return text.toString();
    }

    /** By the selected columns. */
    String by() {
        return by(true);
    }

    /** By the expressions, where an index must be recognised. */
    String byExpressions() {
        return by(false);
    }

    private String by(boolean selected) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            keys.add((selected ? "o" + (i + 1) : column.expression()) + (column.descending() ? " desc" : ""));
        }
        return String.join(", ", keys);
    }

    /**
     * What comes after the place where the page begins.
     *
     * @param inclusive whether a row at the very place comes after it, as one of a type that is sorted behind
     */
    String after(PageStart start, boolean inclusive, Sql sql) {
        List<Object> values = decode(start);
        boolean uniform = columns.stream().map(Column::descending).distinct().count() == 1;
        List<String> places = values.stream().map(sql::bind).toList();
        List<String> expressions = columns.stream().map(Column::expression).toList();
        if (uniform) {
            String operator = comparison(columns.getFirst(), inclusive);
            return "(" + String.join(", ", expressions) + ")" + operator + "(" + String.join(", ", places) + ")";
        }
        List<String> any = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            List<String> all = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                all.add(expressions.get(j) + " = " + places.get(j));
            }
            all.add(expressions.get(i)
                    + comparison(columns.get(i), inclusive && i == columns.size() - 1)
                    + places.get(i));
            any.add("(" + String.join(" and ", all) + ")");
        }
        return "(" + String.join(" or ", any) + ")";
    }

    private static String comparison(Column column, boolean inclusive) {
        return (column.descending() ? " <" : " >") + (inclusive ? "= " : " ");
    }

    /** The order of resource_by_code: newest first, then by key. */
    boolean isNewestFirst() {
        return columns.size() == 2
                && columns.getFirst().expression().equals("i.effective")
                && columns.getFirst().descending()
                && columns.getLast().descending();
    }

    /** How many values a place has. */
    public int size() {
        return columns.size();
    }

    /** Of rows by their values, where they are not ordered by the database. */
    public Comparator<List<Object>> comparator() {
        return (one, other) -> {
            for (int i = 0; i < columns.size(); i++) {
                int compared = compared(columns.get(i).type(), one.get(i), other.get(i));
                if (compared != 0) {
                    return columns.get(i).descending() ? -compared : compared;
                }
            }
            return 0;
        };
    }

    private static int compared(Type type, Object one, Object other) {
        return switch (type) {
            case TIME -> ((OffsetDateTime) one).compareTo((OffsetDateTime) other);
            case TEXT -> ((String) one).compareTo((String) other);
            case NUMBER -> ((Double) one).compareTo((Double) other);
            case KEY -> ((UUID) one).compareTo((UUID) other);
        };
    }

    Type type(int column) {
        return columns.get(column).type();
    }

    /** The place of a row with these values. */
    static String encode(List<?> values) {
        List<String> parts = new ArrayList<>();
        for (Object value : values) {
            parts.add(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(value.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return String.join(".", parts);
    }

    /** The values of the place where a page begins; refused where they are not of this order. */
    public List<Object> decode(PageStart start) {
        String[] parts = start.position().split("\\.", -1);
        if (parts.length != columns.size()) {
            throw unknownPage();
        }
        List<Object> values = new ArrayList<>();
        try {
            for (int i = 0; i < parts.length; i++) {
                String text = new String(Base64.getUrlDecoder().decode(parts[i]), StandardCharsets.UTF_8);
                values.add(
                        switch (columns.get(i).type()) {
                            case TIME -> OffsetDateTime.parse(text);
                            case TEXT -> text;
                            case NUMBER -> Double.valueOf(text);
                            case KEY -> UUID.fromString(text);
                        });
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw unknownPage();
        }
        return values;
    }

    private static FailureException unknownPage() {
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                "value", "_page", "the page is not one of this search: begin anew", "该分页不属于此检索：请重新开始"))));
    }
}
