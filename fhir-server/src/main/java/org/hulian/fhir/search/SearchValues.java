package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.List;

/** Splits and unescapes values, <a href="https://hl7.org/fhir/R4/search.html#escaping">search.html#escaping</a>. */
final class SearchValues {
    private SearchValues() {}

    /** Parts between unescaped separators, still escaped. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == separator) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(Math.min(from, text.length())));
        return parts;
    }

    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "\\,$|".indexOf(text.charAt(i + 1)) >= 0) {
                i++;
                out.append(text.charAt(i));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    static TokenValue token(String text) {
        List<String> parts = split(text, '|');
        if (parts.size() == 1) {
            return new TokenValue.AnySystem(unescape(text));
        }
        String system = unescape(parts.get(0));
        String code = unescape(String.join("|", parts.subList(1, parts.size())));
        if (system.isEmpty()) {
            return new TokenValue.NoSystem(code);
        }
        return code.isEmpty() ? new TokenValue.AnyCode(system) : new TokenValue.Exact(system, code);
    }
}
