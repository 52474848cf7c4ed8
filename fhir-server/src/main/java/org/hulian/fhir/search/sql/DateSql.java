package org.hulian.fhir.search.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.DateRange;
import org.hulian.fhir.search.TimeSpan;

/**
 * Comparisons of a row's stretch of time with the one searched for; both are [low, high).
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#prefix">search.html#prefix</a>
 */
final class DateSql {
    /** A day, and the hour by which one can be longer; as resource_by_end has it. */
    private static final Duration SHORT = Duration.ofHours(25);

    private DateSql() {}

    /** Of a row with a beginning and an end; a row begins before it ends, which an index on the beginning needs to be told. */
    static String stretch(DateRange range, String low, String high, Sql sql) {
        return switch (range.prefix()) {
            case EQ -> "(" + within(range, low, high, sql) + ")";
            case NE -> "not (" + within(range, low, high, sql) + ")";
            case GT -> high + " > " + time(range.high(), sql);
            case LT -> low + " < " + time(range.low(), sql);
            case GE ->
                "(" + low + " >= " + time(range.low(), sql) + " or " + high + " > " + time(range.high(), sql) + ")";
            case LE -> {
                String end = time(range.high(), sql);
                yield "(" + low + " < " + end + " and (" + low + " < " + time(range.low(), sql) + " or " + high + " <= "
                        + end + "))";
            }
            case SA -> low + " >= " + time(range.high(), sql);
            case EB -> {
                String end = time(range.low(), sql);
                yield "(" + low + " < " + end + " and " + high + " <= " + end + ")";
            }
            case AP ->
                "(" + low + " < " + time(range.high(), sql) + " and " + high + " > " + time(range.low(), sql) + ")";
        };
    }

    /** The third comparison follows from the others; an index on the beginning needs it. */
    private static String within(DateRange range, String low, String high, Sql sql) {
        String end = time(range.high(), sql);
        return low + " >= " + time(range.low(), sql) + " and " + high + " <= " + end + " and " + low + " < " + end;
    }

    /**
     * The instant after which a row must end that is compared by its end, so that no index on beginnings bounds it; empty
     * where its beginning is bounded.
     */
    static Optional<Instant> endsAfter(DateRange range) {
        return switch (range.prefix()) {
            case GE, AP -> Optional.of(range.low());
            case GT -> Optional.of(range.high());
            case EQ, NE, LT, LE, SA, EB -> Optional.empty();
        };
    }

    /** Conditions on the day of a row's beginning that follow from a comparison, for an index by days. */
    static List<String> days(DateRange range, String day, Sql sql) {
        return switch (range.prefix()) {
            case EQ -> List.of(day + " >= " + sql.bind(TimeSpan.day(range.low())), upTo(day, range.high(), sql));
            case LT, EB -> List.of(upTo(day, range.low(), sql));
            case LE, AP -> List.of(upTo(day, range.high(), sql));
            case SA -> List.of(day + " >= " + sql.bind(TimeSpan.day(range.high())));
            case GT, GE, NE -> List.of();
        };
    }

    /** Of what is not after an instant. */
    static String upTo(String day, Instant at, Sql sql) {
        return day + " <= " + sql.bind(TimeSpan.day(at));
    }

    /** That a row {@code i} begins hardly earlier than an instant, or later: the short ones that end after it. */
    static String begun(Instant endsAfter, Sql sql) {
        return "i.effective >= " + time(endsAfter.minus(SHORT), sql);
    }

    /**
     * Rows that last longer and end after an instant, though they began earlier. Served by resource_by_end; the offset keeps
     * PostgreSQL, which does not know that they are few, from looking for them in the order of their beginnings.
     */
    static String lasting(ResourceType type, Instant endsAfter, Sql sql) {
        return "(select * from hub.resource_index i where i.type = " + type.number() + " and i.ends > "
                + time(endsAfter, sql) + " and i.ends - i.effective > interval '25:00:00' and i.effective < "
                + time(endsAfter.minus(SHORT), sql) + " offset 0) i";
    }

    /** Of an instant. */
    static String instant(DateRange range, String at, Sql sql) {
        return switch (range.prefix()) {
            case EQ, AP ->
                "(%1$s >= %2$s and %1$s < %3$s)".formatted(at, time(range.low(), sql), time(range.high(), sql));
            case NE -> "(%1$s < %2$s or %1$s >= %3$s)".formatted(at, time(range.low(), sql), time(range.high(), sql));
            case GT, SA -> at + " >= " + time(range.high(), sql);
            case GE -> at + " >= " + time(range.low(), sql);
            case LT, EB -> at + " < " + time(range.low(), sql);
            case LE -> at + " < " + time(range.high(), sql);
        };
    }

    static String time(Instant instant, Sql sql) {
        return sql.bind(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
