package org.hulian.fhir.resource;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * How large a number of a body may be. An exponent of nine digits makes a number of a thousand million digits for
 * whoever calculates with it; one past 1e308 has no place in an index.
 */
final class SentNumber {
    /** Digits of an exponent that are too many to be calculated with, and to be sure that it is not past 1e308. */
    private static final int TOO_MANY = 4;

    private static final int MANY = 3;

    /** Characters no number past 1e308 can do with, unless it has an exponent. */
    private static final int SHORT = 300;

    private SentNumber() {}

    static void check(JsonParser parser) throws IOException {
        parser.finishToken();
        int length = parser.getTextLength();
        int exponent = exponent(parser.getTextCharacters(), parser.getTextOffset(), length);
        if (Math.abs(exponent) >= TOO_MANY) {
            throw BodyProblems.malformed(
                    "value",
                    BodyProblems.where(parser),
                    "the exponent of a number has more than three digits",
                    "数字的指数超过三位");
        }
        boolean mayBeTooLarge = length > SHORT || exponent >= MANY;
        if (mayBeTooLarge && Double.isInfinite(Double.parseDouble(parser.getText()))) {
            throw BodyProblems.invalid(
                    "value",
                    BodyProblems.where(parser),
                    "a number is larger than 1.8e308, the largest that can be compared",
                    "数字超过可比较的上限 1.8e308");
        }
    }

    /** Digits of the exponent without leading zeros, counted down for a negative one; 0 where there is none. */
    private static int exponent(char[] text, int start, int length) {
        int end = start + length;
        int at = start;
        while (at < end && text[at] != 'e' && text[at] != 'E') {
            at++;
        }
        at++;
        if (at >= end) {
            return 0;
        }
        boolean negative = text[at] == '-';
        if (negative || text[at] == '+') {
            at++;
        }
        while (at < end && text[at] == '0') {
            at++;
        }
        return negative ? at - end : end - at;
    }
}
