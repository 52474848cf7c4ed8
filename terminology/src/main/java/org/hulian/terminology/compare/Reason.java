package org.hulian.terminology.compare;

import java.util.Map;
import java.util.stream.Collectors;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;

/**
 * Why two values cannot be compared.
 *
 * @param code machine code, a key of {@code reasons.yaml}
 * @param en   a sentence in English
 * @param zh   the same in Chinese
 */
public record Reason(String code, String en, String zh) {
    private static final Map<String, Reason> WORDS = read();

    static Reason of(String code, String... details) {
        Reason words = WORDS.get(code);
        if (words == null) {
            throw new IllegalStateException("reasons.yaml has no words for " + code);
        }
        return new Reason(code, filled(words.en(), details), filled(words.zh(), details));
    }

    private static String filled(String text, String[] details) {
        String filled = text;
        for (int i = 0; i < details.length; i++) {
            filled = filled.replace("{" + i + "}", details[i]);
        }
        return filled;
    }

    private static Map<String, Reason> read() {
        Located.Fields file = LocatedReader.readResource("/org/hulian/terminology/compare/reasons.yaml");
        if (!(file.values().get("reasons") instanceof Located.Fields reasons)) {
            throw new IllegalStateException("reasons.yaml must hold an object named reasons");
        }
        return reasons.values().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> words(e.getKey(), e.getValue())));
    }

    private static Reason words(String code, Located value) {
        if (value instanceof Located.Fields fields) {
            return new Reason(code, fields.required("en"), fields.required("zh"));
        }
        throw new IllegalStateException("reasons.yaml:" + value.line() + ": " + code + " needs en and zh");
    }
}
