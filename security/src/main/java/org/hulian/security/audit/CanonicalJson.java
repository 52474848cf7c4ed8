package org.hulian.security.audit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes JSON without white space straight into UTF-8 bytes; escapes only what RFC 8259 says must be. */
final class CanonicalJson {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes = new byte[1024];
    private int length;
    private boolean first = true;

    CanonicalJson begin(char bracket) {
        put((byte) bracket);
        first = true;
        return this;
    }

    void end(char bracket) {
        put((byte) bracket);
        first = false;
    }

    /** The name of the next member; {@code name} is plain ASCII. */
    CanonicalJson name(String name) {
        element().ascii(name);
        put((byte) ':');
        return this;
    }

    /** The comma before the next element, if it is not the first. */
    CanonicalJson element() {
        if (!first) {
            put((byte) ',');
        }
        first = false;
        return this;
    }

    void optional(String name, @Nullable String value) {
        if (value != null) {
            name(name).text(value);
        }
    }

    void optional(String name, List<String> values) {
        if (!values.isEmpty()) {
            name(name).begin('[');
            values.forEach(value -> element().text(value));
            end(']');
        }
    }

    /** A string known to need no escape. */
    @SuppressWarnings("deprecation") // the one call that copies Latin-1 bytes without a charset's detour
    void ascii(String text) {
        int size = text.length();
        reserve(size + 2);
        bytes[length++] = '"';
        text.getBytes(0, size, bytes, length);
        length += size;
        bytes[length++] = '"';
    }

    void number(int value) {
        raw(Integer.toString(value));
    }

    void uuid(UUID uuid) {
        reserve(38);
        bytes[length++] = '"';
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        hex(high >>> 32, 8);
        bytes[length++] = '-';
        hex(high >>> 16, 4);
        bytes[length++] = '-';
        hex(high, 4);
        bytes[length++] = '-';
        hex(low >>> 48, 4);
        bytes[length++] = '-';
        hex(low, 12);
        bytes[length++] = '"';
    }

    /** UTC with six decimals always, so that equal instants have equal bytes. */
    void instant(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("year out of range: " + utc.getYear());
        }
        reserve(29);
        bytes[length++] = '"';
        decimal(utc.getYear(), 4, '-');
        decimal(utc.getMonthValue(), 2, '-');
        decimal(utc.getDayOfMonth(), 2, 'T');
        decimal(utc.getHour(), 2, ':');
        decimal(utc.getMinute(), 2, ':');
        decimal(utc.getSecond(), 2, '.');
        decimal(utc.getNano() / 1000, 6, 'Z');
        bytes[length++] = '"';
    }

    void text(String text) {
        int size = text.length();
        reserve(size * 6 + 2);
        bytes[length++] = '"';
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                single(c);
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xC0 | (c >> 6));
                bytes[length++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i + 1 < size && Character.isLowSurrogate(text.charAt(i + 1))) {
                supplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                // A lone surrogate has no UTF-8 form: U+FFFD stands for it.
                triple(Character.isSurrogate(c) ? 0xFFFD : c);
            }
        }
        bytes[length++] = '"';
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void single(char c) {
        if (c >= 0x20 && c != '"' && c != '\\') {
            bytes[length++] = (byte) c;
        } else if (c < 0x20) {
            bytes[length++] = '\\';
            bytes[length++] = 'u';
            hex(c, 4);
        } else {
            bytes[length++] = '\\';
            bytes[length++] = (byte) c;
        }
    }

    private void triple(int c) {
        bytes[length++] = (byte) (0xE0 | (c >> 12));
        bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (c & 0x3F));
    }

    private void supplementary(int c) {
        bytes[length++] = (byte) (0xF0 | (c >> 18));
        bytes[length++] = (byte) (0x80 | ((c >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (c & 0x3F));
    }

    private void hex(long value, int digits) {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (value >>> shift) & 0xF];
        }
    }

    private void decimal(int value, int digits, char after) {
        int rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = HEX[rest % 10];
            rest /= 10;
        }
        length += digits;
        bytes[length++] = (byte) after;
    }

    private void raw(String text) {
        for (int i = 0; i < text.length(); i++) {
            put((byte) text.charAt(i));
        }
    }

    private void put(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
