package org.hulian.mappers.source.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of a message inside its array: MLLP framing, a byte order mark and blanks around it left out. */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through untouched; nobody compares by them
record Frame(byte[] bytes, int from, int to) {

    private static final int HEADER_FIELDS = 18;

    static Frame of(byte[] bytes) {
        int from = 0;
        int to = bytes.length;
        if (to >= 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF) {
            from = 3;
        }
        while (from < to && isOutside(bytes[from])) {
            from++;
        }
        while (to > from && isOutside(bytes[to - 1])) {
            to--;
        }
        return new Frame(bytes, from, to);
    }

    int size() {
        return to - from;
    }

    boolean startsWithHeader() {
        return size() > 8 && bytes[from] == 'M' && bytes[from + 1] == 'S' && bytes[from + 2] == 'H' && isSeparator();
    }

    /**
     * MSH-18 as sent, empty when it was not. Double-byte charsets may hold a separator's code as a second byte, so a first reading
     * that gives no known name is tried again as GB 18030.
     */
    String claimedCharset() {
        String latin = charsetField(StandardCharsets.ISO_8859_1);
        if (latin.isEmpty() || MessageCharset.named(latin) != null) {
            return latin;
        }
        String again = charsetField(Charset.forName("GB18030"));
        return again.isEmpty() || MessageCharset.named(again) != null ? again : latin;
    }

    /** The MSH segment read with a charset, whatever it may hold. */
    String header(Charset charset) {
        int end = from;
        while (end < to && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        return MessageCharset.lenient(bytes, from, end, charset);
    }

    private String charsetField(Charset charset) {
        String msh = header(charset);
        Delimiters delimiters = Delimiters.of(msh);
        String field = HeaderFields.of(msh).text(HEADER_FIELDS);
        int repetition = delimiters.repetition() == 0 ? -1 : field.indexOf(delimiters.repetition());
        return (repetition < 0 ? field : field.substring(0, repetition)).strip();
    }

    private boolean isSeparator() {
        byte b = bytes[from + 3];
        return b > ' ' && !Character.isLetterOrDigit(b);
    }

    private static boolean isOutside(byte b) {
        return b == 0x0B || b == 0x1C || b == '\r' || b == '\n' || b == ' ' || b == '\t';
    }
}
