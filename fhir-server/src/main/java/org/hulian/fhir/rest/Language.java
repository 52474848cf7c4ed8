package org.hulian.fhir.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language of messages: Chinese or English, whichever the caller names with more weight. */
final class Language {
    private Language() {}

    static String of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isEmpty()) {
            return "en";
        }
        String best = "en";
        double quality = 0;
        for (String range : acceptLanguage.toLowerCase(Locale.ROOT).split(",", 10)) {
            String[] parts = range.strip().split(";", 2);
            double given = parts.length == 1 ? 1 : weight(parts[1].strip());
            boolean known = parts[0].startsWith("zh") || parts[0].startsWith("en");
            if (known && given > quality) {
                best = parts[0].substring(0, 2);
                quality = given;
            }
        }
        return best;
    }

    private static double weight(String parameter) {
        try {
            return parameter.startsWith("q=") ? Double.parseDouble(parameter.substring(2)) : 1;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
