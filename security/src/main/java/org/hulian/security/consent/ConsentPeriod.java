package org.hulian.security.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.hulian.security.consent.Compilation.Issue;
import org.hulian.security.consent.Compilation.Problem;

/**
 * The period of a rule as instants. A date begins and ends with its day where the region is; its last day is whole. An
 * end given to the second is the first instant that is no longer covered.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#Period">Period</a>
 */
record ConsentPeriod(List<Problem> problems, ZoneId zone) {

    private static final int YEAR = 4;
    private static final int YEAR_MONTH = 7;
    private static final int DATE = 10;

    Instant start(JsonNode rule, String path) {
        return instant(rule, path, "start", 0, Grant.ALWAYS);
    }

    Instant end(JsonNode rule, String path) {
        return instant(rule, path, "end", 1, Grant.FOREVER);
    }

    private Instant instant(JsonNode rule, String path, String name, int units, Instant absent) {
        JsonNode value = rule.path("period").path(name);
        if (value.isMissingNode()) {
            return absent;
        }
        try {
            Instant instant = parse(value.asText(), units);
            return Region.earlier(Region.later(instant, Grant.ALWAYS), Grant.FOREVER);
        } catch (DateTimeException malformed) {
            problems.add(new Problem(path + ".period." + name, Issue.VALUE, "Not a date or date with time and zone."));
            return absent;
        }
    }

    /** With {@code units} 1, the first instant after the year, month or day. */
    private Instant parse(String text, int units) {
        return switch (text.length()) {
            case YEAR -> begin(Year.parse(text).plusYears(units).atDay(1));
            case YEAR_MONTH -> begin(YearMonth.parse(text).plusMonths(units).atDay(1));
            case DATE -> begin(LocalDate.parse(text).plusDays(units));
            default -> OffsetDateTime.parse(text).toInstant();
        };
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
