package org.hulian.launcher.figures;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.hulian.launcher.LaunchFailure;

/** Days from one to another, both included. */
public record Period(LocalDate from, LocalDate to) {
    /** Of a text such as {@code 2025-11-20..2026-11-19}. */
    public static Period of(String text) {
        List<String> days = List.of(text.split("\\.\\.", -1));
        try {
            if (days.size() == 2) {
                Period period = new Period(LocalDate.parse(days.getFirst()), LocalDate.parse(days.getLast()));
                if (!period.to.isBefore(period.from)) {
                    return period;
                }
            }
        } catch (DateTimeException unreadable) {
            // Said below.
        }
        throw new LaunchFailure("a period is two days such as 2025-11-20..2026-11-19, not " + text);
    }
}
