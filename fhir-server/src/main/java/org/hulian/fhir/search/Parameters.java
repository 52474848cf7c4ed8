package org.hulian.fhir.search;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** The parameters of a request in their order, decoded strictly. */
public record Parameters(List<Map.Entry<String, String>> all) {
    /** No parameters. */
    public static final Parameters NONE = new Parameters(List.of());

    /** Parameters in one request. */
    private static final int MOST = 500;

    /** Keeps a copy. */
    public Parameters {
        all = List.copyOf(all);
    }

    /** From a query string or a form body, without the question mark. */
    public static Parameters parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            all.add(Map.entry(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1))));
        }
        if (all.size() > MOST) {
            throw new FailureException(new Failure.TooCostly("parameters", MOST, all.size()));
        }
        return new Parameters(all);
    }

    /** The first value of a parameter, or null. */
    public @Nullable String first(String name) {
        for (Map.Entry<String, String> parameter : all) {
            if (parameter.getKey().equals(name)) {
                return parameter.getValue();
            }
        }
        return null;
    }

    /** The values of each name, in order; what {@link SearchParser} reads. */
    public Map<String, List<String>> byName() {
        Map<String, List<String>> grouped = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : all) {
            grouped.computeIfAbsent(parameter.getKey(), name -> new ArrayList<>())
                    .add(parameter.getValue());
        }
        return grouped;
    }

    /** Encoded again, as a query string. */
    public String text() {
        return all.stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",")
                .replace("%3A", ":")
                .replace("%2F", "/");
    }

    /** These, then those. */
    public Parameters and(Parameters more) {
        List<Map.Entry<String, String>> both = new ArrayList<>(all);
        both.addAll(more.all);
        return new Parameters(both);
    }

    /** All but those named. */
    public Parameters without(Set<String> names) {
        return new Parameters(all.stream()
                .filter(parameter -> !names.contains(parameter.getKey()))
                .toList());
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0 && isAscii(text)) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 <= text.length() - 1 ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 <= text.length() - 1 ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed();
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else if (c == '+') {
                bytes.put((byte) ' ');
            } else if (c < 0x80) {
                bytes.put((byte) c);
            } else {
                throw malformed();
            }
        }
        return utf8(bytes.flip());
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (text.indexOf('\0') >= 0) {
                throw malformed();
            }
            return text;
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80 && c > 0);
    }

    private static FailureException malformed() {
        return new FailureException(new Failure.Malformed(
                "invalid",
                List.of(new Failure.Issue(
                        "invalid",
                        "",
                        "The URL's parameters are not percent-encoded UTF-8. Encode them.",
                        "URL 参数不是合法的 UTF-8 百分号编码，请重新编码。"))));
    }
}
