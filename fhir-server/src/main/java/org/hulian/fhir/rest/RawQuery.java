package org.hulian.fhir.rest;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Query strings as people type them: {@code identifier=system|value} is in every FHIR example, though RFC 3986 wants the
 * bar escaped. What may not stand in a URI is escaped, what is escaped stays; nothing else could be meant.
 */
final class RawQuery {
    private static final String NOT_ALLOWED = "\"<>\\^`{|}";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RawQuery() {}

    static boolean needsEscapes(@Nullable String query) {
        return query != null && query.chars().anyMatch(RawQuery::isRaw);
    }

    /** The HTTP parser hands over bytes as characters up to 0xFF; a URL within a Bundle has characters of any kind. */
    static String escaped(String query) {
        StringBuilder escaped = new StringBuilder(query.length() + 16);
        boolean bytes = query.chars().allMatch(c -> c <= 0xFF);
        query.codePoints().forEach(c -> {
            if (!isRaw(c)) {
                escaped.appendCodePoint(c);
            } else if (bytes) {
                escaped.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%').append(HEX.toHexDigits(each));
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isRaw(int c) {
        return c <= ' ' || c >= 0x7F || NOT_ALLOWED.indexOf(c) >= 0;
    }
}
