package org.hulian.mappers.source.hl7v2;

import java.nio.charset.Charset;

/**
 * Escape sequences of a leaf value, decoded after all splitting (HL7 v2.8 chapter 2.7). An unknown or unfinished sequence stays as
 * it was sent.
 */
final class Escapes {

    private Escapes() {}

    static String decode(String text, Delimiters delimiters, Charset charset) {
        char escape = delimiters.escape();
        int start = escape == 0 ? -1 : text.indexOf(escape);
        if (start < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (start >= 0) {
            int end = text.indexOf(escape, start + 1);
            if (end < 0) {
                break;
            }
            out.append(text, at, start);
            if (append(out, text.substring(start + 1, end), delimiters, charset)) {
                at = end + 1;
            } else {
                out.append(escape);
                at = start + 1;
            }
            start = text.indexOf(escape, at);
        }
        return out.append(text, at, text.length()).toString();
    }

    private static boolean append(StringBuilder out, String sequence, Delimiters delimiters, Charset charset) {
        switch (sequence) {
            case "F" -> out.append(delimiters.field());
            case "S" -> out.append(delimiters.component());
            case "T" -> out.append(delimiters.subcomponent());
            case "R" -> out.append(delimiters.repetition());
            case "E" -> out.append(delimiters.escape());
            case "H", "N", ".fi", ".nf" -> {}
            case ".br", ".ce" -> out.append('\n');
            default -> {
                return appendParameterised(out, sequence, charset);
            }
        }
        return true;
    }

    private static boolean appendParameterised(StringBuilder out, String sequence, Charset charset) {
        if (sequence.startsWith("X") && sequence.length() % 2 == 1 && sequence.length() > 1) {
            byte[] bytes = new byte[sequence.length() / 2];
            for (int i = 0; i < bytes.length; i++) {
                int high = Character.digit(sequence.charAt(2 * i + 1), 16);
                int low = Character.digit(sequence.charAt(2 * i + 2), 16);
                if (high < 0 || low < 0) {
                    return false;
                }
                bytes[i] = (byte) (high << 4 | low);
            }
            out.append(new String(bytes, charset));
            return true;
        }
        if (sequence.startsWith(".sp")) {
            String count = sequence.substring(3).trim();
            int lines = count.matches("\\+?\\d{1,2}") ? Integer.parseInt(count) : 1;
            out.repeat('\n', lines);
            return true;
        }
        return sequence.startsWith(".in") || sequence.startsWith(".ti") || sequence.startsWith(".sk");
    }
}
