package org.hulian.fhir.search.index;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How strings are made comparable: case, accents, full width and runs of white space aside. */
public final class Texts {
    /** Longest stretch of a text that is indexed, in characters. */
    static final int LONGEST = 200;

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Texts() {}

    /** The form that is indexed and searched. */
    public static String normal(String text) {
        return shortened(folded(text));
    }

    /** The whole of a text, made comparable. */
    public static String folded(String text) {
        String plain = isAscii(text)
                ? text
                : Normalizer.normalize(
                        MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                                .replaceAll(""),
                        Normalizer.Form.NFC);
        String lower = plain.toLowerCase(Locale.ROOT).strip();
        return isSpaced(lower) ? SPACES.matcher(lower).replaceAll(" ") : lower;
    }

    static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }

    /** Whether there is white space other than single spaces. */
    private static boolean isSpaced(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= '\t' && c <= '\r') || (c == ' ' && i > 0 && text.charAt(i - 1) == ' ')) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
