package org.hulian.mappers.source.hl7v2;

/** Where segments begin and end in the decoded text. */
final class Lines {

    private Lines() {}

    /**
     * The index of the separator that ends the segment: a CR, or an LF that a segment name follows (an LF elsewhere is a line break
     * some senders leave inside a text).
     */
    static int end(String text, int from, char field) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || (c == '\n' && (i + 1 >= text.length() || isSegment(text, i + 1, field)))) {
                return c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 1 : i;
            }
        }
        return text.length();
    }

    /** The end of the segment's own text: separators and blanks after it are not part of it. */
    static int trimmed(String text, int from, int end) {
        int last = Math.min(end, text.length());
        while (last > from && text.charAt(last - 1) <= ' ') {
            last--;
        }
        return last;
    }

    static boolean isSegment(String text, int at, char field) {
        if (at + 3 > text.length() || !isUpper(text.charAt(at))) {
            return false;
        }
        for (int i = at + 1; i < at + 3; i++) {
            char c = text.charAt(i);
            if (!isUpper(c) && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return at + 3 == text.length() || text.charAt(at + 3) == field || text.charAt(at + 3) <= ' ';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
