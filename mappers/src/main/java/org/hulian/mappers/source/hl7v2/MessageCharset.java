package org.hulian.mappers.source.hl7v2;

import static java.util.Map.entry;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of HL7 table 0211 (MSH-18) and how Java reads them. GB 2312 and GBK are read as GB 18030, which contains both.
 *
 * @see <a href="https://terminology.hl7.org/CodeSystem-v2-0211.html">table 0211</a>
 */
final class MessageCharset {

    private static final Map<String, String> NAMES = Map.ofEntries(
            entry("ASCII", "US-ASCII"),
            entry("USASCII", "US-ASCII"),
            entry("ISOIR6", "US-ASCII"),
            entry("UNICODEUTF8", "UTF-8"),
            entry("UTF8", "UTF-8"),
            entry("UNICODE", "UTF-8"),
            entry("GB180302000", "GB18030"),
            entry("GB180302005", "GB18030"),
            entry("GB180302022", "GB18030"),
            entry("GB18030", "GB18030"),
            entry("GB2312", "GB18030"),
            entry("GB231280", "GB18030"),
            entry("GBK", "GB18030"),
            entry("BIG5", "Big5"),
            entry("KSX1001", "EUC-KR"),
            entry("ISOIR87", "ISO-2022-JP"),
            entry("ISOIR159", "ISO-2022-JP"),
            entry("ISOIR14", "Shift_JIS"),
            entry("WINDOWS1252", "windows-1252"));

    private MessageCharset() {}

    /** The charset of a table 0211 name, or null when the name is not known here. */
    static @Nullable Charset named(String name) {
        String key = name.toUpperCase(Locale.ROOT).replaceAll("[ _/-]", "");
        String java = NAMES.get(key);
        if (java != null) {
            return Charset.forName(java);
        }
        String part = key.startsWith("ISO8859") ? key.substring(7) : key.startsWith("8859") ? key.substring(4) : "";
        String latin = "ISO-8859-" + part;
        return !part.isEmpty() && Charset.isSupported(latin) ? Charset.forName(latin) : null;
    }

    /** Decodes strictly; the answer is the text, or the offset of the first byte that the charset does not allow. */
    static Decoded decode(byte[] bytes, int from, int to, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate((int) ((to - from) * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        return result.isError()
                ? new Decoded("", in.position())
                : new Decoded(out.flip().toString(), -1);
    }

    /** Text for reading the header only: what cannot be decoded becomes a replacement character. */
    static String lenient(byte[] bytes, int from, int to, Charset charset) {
        return new String(bytes, from, to - from, charset);
    }

    static Charset orLatin(@Nullable Charset charset) {
        return charset == null ? StandardCharsets.ISO_8859_1 : charset;
    }

    /** Text, or the offset of the byte that failed (else -1). */
    record Decoded(String text, int failedAt) {}
}
