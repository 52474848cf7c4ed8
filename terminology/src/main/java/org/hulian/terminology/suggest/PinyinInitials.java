package org.hulian.terminology.suggest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * The initials of Chinese names, as typed on a laboratory's keyboard: 血红蛋白 is {@code xhdb}. Level 1 of GB 2312 is
 * ordered by pinyin, so its code tells the initial; the few level 2 characters of test names are listed.
 */
final class PinyinInitials {
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final int[] STARTS = {
        0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6,
        0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1
    };
    private static final String LETTERS = "abcdefghjklmnopqrstwxyz";
    private static final int END = 0xD7FA;
    private static final Map<Integer, Character> LEVEL_TWO = Map.ofEntries(
            Map.entry((int) '酐', 'g'),
            Map.entry((int) '胱', 'g'),
            Map.entry((int) '嘌', 'p'),
            Map.entry((int) '呤', 'l'),
            Map.entry((int) '铵', 'a'),
            Map.entry((int) '酮', 't'),
            Map.entry((int) '酯', 'z'),
            Map.entry((int) '孢', 'b'),
            Map.entry((int) '嗜', 's'),
            Map.entry((int) '疱', 'p'),
            Map.entry((int) '疹', 'z'),
            Map.entry((int) '羟', 'q'),
            Map.entry((int) '脒', 'm'),
            Map.entry((int) '苷', 'g'),
            Map.entry((int) '茚', 'y'));

    private PinyinInitials() {}

    /** Lower-case initials; empty when a character is not known. */
    static String of(String han) {
        StringBuilder initials = new StringBuilder();
        for (int point : han.codePoints().toArray()) {
            char initial = initial(point);
            if (initial == 0) {
                return "";
            }
            initials.append(initial);
        }
        return initials.toString();
    }

    private static char initial(int point) {
        Character listed = LEVEL_TWO.get(point);
        if (listed != null) {
            return listed;
        }
        if (Character.UnicodeScript.of(point) != Character.UnicodeScript.HAN) {
            return Character.isLetterOrDigit(point) ? (char) Character.toLowerCase(point) : 0;
        }
        try {
            ByteBuffer bytes = GB2312.newEncoder().encode(java.nio.CharBuffer.wrap(Character.toChars(point)));
            int code = bytes.remaining() == 2 ? ((bytes.get(0) & 0xFF) << 8) | (bytes.get(1) & 0xFF) : 0;
            if (code < STARTS[0] || code >= END) {
                return 0;
            }
            int at = STARTS.length - 1;
            while (STARTS[at] > code) {
                at--;
            }
            return LETTERS.charAt(at);
        } catch (CharacterCodingException e) {
            return 0;
        }
    }
}
