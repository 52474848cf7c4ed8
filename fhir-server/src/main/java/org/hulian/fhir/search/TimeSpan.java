package org.hulian.fhir.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of time a FHIR date, dateTime or instant covers: a day for {@code 2026-11-21}, a second for a time given
 * to the second. Times without a zone are in the hub's.
 *
 * @param low  first instant covered
 * @param high first instant after
 * @see <a href="https://hl7.org/fhir/R4/search.html#date">search.html#date</a>
 */
public record TimeSpan(Instant low, Instant high) {
    /** Stands for an open beginning; PostgreSQL keeps it. */
    public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    /** Stands for an open end. */
    public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Days from 1970-01-01 in UTC to the one an instant lies on. */
    public static int day(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), 86_400L);
    }

    /** The stretch, or null where the text is not a FHIR date. */
    public static @Nullable TimeSpan parse(String text, ZoneId zone) {
        try {
            return switch (text.length()) {
                case 4 -> years(LocalDate.of(number(text, 0, 4), 1, 1), zone);
                case 7 -> months(text, zone);
                case 10 -> days(text, zone);
                default -> text.length() < 16 ? null : time(text, zone);
            };
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static TimeSpan years(LocalDate first, ZoneId zone) {
        return between(first, first.plusYears(1), zone);
    }

    private static @Nullable TimeSpan months(String text, ZoneId zone) {
        if (text.charAt(4) != '-') {
            return null;
        }
        LocalDate first = LocalDate.of(number(text, 0, 4), number(text, 5, 7), 1);
        return between(first, first.plusMonths(1), zone);
    }

    private static @Nullable TimeSpan days(String text, ZoneId zone) {
        LocalDate day = day(text);
        return day == null ? null : between(day, day.plusDays(1), zone);
    }

    private static @Nullable LocalDate day(String text) {
        return text.charAt(4) == '-' && text.charAt(7) == '-'
                ? LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                : null;
    }

    private static TimeSpan between(LocalDate from, LocalDate to, ZoneId zone) {
        return new TimeSpan(
                from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
    }

    private static @Nullable TimeSpan time(String text, ZoneId zone) {
        LocalDate day = day(text);
        if (day == null || text.charAt(10) != 'T' || text.charAt(13) != ':') {
            return null;
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int at = 16;
        int second = 0;
        int nanos = 0;
        long width = 60_000_000_000L;
        if (at < text.length() && text.charAt(at) == ':') {
            second = number(text, 17, 19);
            at = 19;
            width = 1_000_000_000L;
            if (at < text.length() && text.charAt(at) == '.') {
                int from = ++at;
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    if (at - from < 9) {
                        nanos = nanos * 10 + (text.charAt(at) - '0');
                        width /= 10;
                    }
                    at++;
                }
                nanos *= (int) width;
            }
        }
        LocalDateTime local = day.atTime(hour, minute, Math.min(second, 59), nanos);
        Instant low =
                at == text.length() ? local.atZone(zone).toInstant() : local.toInstant(offset(text.substring(at)));
        return new TimeSpan(low, low.plusNanos(Math.max(width, 1_000)));
    }

    private static ZoneOffset offset(String text) {
        // A plus sign that nobody escaped in a URL arrives as a space.
        return ZoneOffset.of(text.startsWith(" ") ? "+" + text.substring(1) : text);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
