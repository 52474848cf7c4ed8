package org.hulian.fhir.plain;

/** Dates and times of 1000 to 2999 in their usual spelling; seconds, three or no decimals, and a zone with every time. */
final class PlainTimes {
    /** Length of {@code hh:mm:ss}. */
    static final int TIME = 8;

    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;
    private static final int SECOND = DAY + 1 + TIME;
    private static final int DECIMALS = 4;
    private static final int OFFSET = 6;
    private static final int FEBRUARY = 2;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private PlainTimes() {}

    /** A year, a month or a day. */
    static boolean isDate(char[] text, int from, int length) {
        if (length < YEAR || (text[from] != '1' && text[from] != '2') || number(text, from + 1, YEAR - 1) < 0) {
            return false;
        }
        if (length == YEAR) {
            return true;
        }
        int month = length < MONTH || text[from + YEAR] != '-' ? -1 : number(text, from + YEAR + 1, 2);
        if (month < 1 || month > DAYS.length) {
            return false;
        }
        if (length == MONTH) {
            return true;
        }
        int day = length != DAY || text[from + MONTH] != '-' ? -1 : number(text, from + MONTH + 1, 2);
        return day >= 1 && day <= days(number(text, from, YEAR), month);
    }

    /** A day and a time of at least seconds. */
    static boolean isInstant(char[] text, int from, int length) {
        if (length <= SECOND || text[from + DAY] != 'T' || !isDate(text, from, DAY) || !isTime(text, from + DAY + 1)) {
            return false;
        }
        int at = SECOND;
        if (text[from + at] == '.') {
            if (length <= at + DECIMALS || number(text, from + at + 1, DECIMALS - 1) < 0) {
                return false;
            }
            at += DECIMALS;
        }
        return text[from + at] == 'Z' ? length == at + 1 : length == at + OFFSET && isOffset(text, from + at);
    }

    /** Eight characters. */
    static boolean isTime(char[] text, int from) {
        return isBelow(24, text, from)
                && text[from + 2] == ':'
                && isBelow(60, text, from + 3)
                && text[from + 5] == ':'
                && isBelow(60, text, from + 6);
    }

    private static boolean isOffset(char[] text, int from) {
        return (text[from] == '+' || text[from] == '-')
                && isBelow(14, text, from + 1)
                && text[from + 3] == ':'
                && isBelow(60, text, from + 4);
    }

    private static boolean isBelow(int bound, char[] text, int from) {
        int number = number(text, from, 2);
        return number >= 0 && number < bound;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == FEBRUARY && leap ? DAYS[1] + 1 : DAYS[month - 1];
    }

    /** Of so many digits; negative where there is another character. */
    private static int number(char[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = number * 10 + text[i] - '0';
        }
        return number;
    }
}
