package org.hulian.security.consent;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Sensitivity bits by security label, by code, and by code prefix (ICD-10 chapters).
 *
 * @param labels by {@code system|code}; 0 for a label of ordinary content
 * @param codes by {@code system|code}
 * @param prefixes by {@code system|first three characters}
 */
record Sensitivities(Map<String, Integer> labels, Map<String, Integer> codes, Map<String, Integer> prefixes) {

    /** Characters of an ICD-10 category, such as F32 of F32.1. */
    static final int PREFIX = 3;

    Sensitivities {
        labels = Map.copyOf(labels);
        codes = Map.copyOf(codes);
        prefixes = Map.copyOf(prefixes);
    }

    int of(List<String> tokens) {
        int mask = 0;
        for (String token : tokens) {
            mask |= labels.getOrDefault(token, 0) | codes.getOrDefault(token, 0);
            int code = token.indexOf('|') + 1;
            if (token.length() >= code + PREFIX) {
                mask |= prefixes.getOrDefault(token.substring(0, code + PREFIX), 0);
            }
        }
        return mask;
    }

    OptionalInt ofLabel(String token) {
        Integer mask = labels.get(token);
        return mask == null ? OptionalInt.empty() : OptionalInt.of(mask);
    }
}
