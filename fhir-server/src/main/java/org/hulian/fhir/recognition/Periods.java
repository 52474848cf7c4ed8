package org.hulian.fhir.recognition;

import java.time.Duration;

/** Periods in words: days from two days on, hours from two hours on, else minutes. */
final class Periods {
    private Periods() {}

    static Words say(Duration period) {
        if (period.toDays() >= 2) {
            return counted(period.toDays(), "days", "天");
        }
        if (period.toHours() >= 2) {
            return counted(period.toHours(), "hours", "小时");
        }
        return counted(period.toMinutes(), "minutes", "分钟");
    }

    private static Words counted(long count, String en, String zh) {
        return new Words(count + " " + en, count + zh);
    }
}
