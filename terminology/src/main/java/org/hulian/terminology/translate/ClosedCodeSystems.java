package org.hulian.terminology.translate;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;

/** Code systems whose few codes are all known ({@code closed-code-systems.yaml}), so that a slip in a map is found. */
final class ClosedCodeSystems {
    private static final Map<String, Set<String>> CODES = read();

    private ClosedCodeSystems() {}

    /** False only for a code that a fully known system does not have. */
    static boolean mayHave(String system, String code) {
        Set<String> codes = CODES.get(system);
        return codes == null || codes.contains(code);
    }

    private static Map<String, Set<String>> read() {
        return LocatedReader.readResource("/org/hulian/terminology/translate/closed-code-systems.yaml")
                .objects("systems")
                .stream()
                .collect(Collectors.toUnmodifiableMap(
                        system -> String.valueOf(system.text("url")),
                        system -> system.scalars("codes").stream()
                                .map(Located.Scalar::text)
                                .collect(Collectors.toUnmodifiableSet())));
    }
}
