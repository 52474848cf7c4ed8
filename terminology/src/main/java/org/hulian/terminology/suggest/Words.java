package org.hulian.terminology.suggest;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as comparable tokens: folded to lower-case ASCII, singular; a run of Chinese characters stays one token. */
final class Words {
    private static final Pattern TOKEN = Pattern.compile("[a-z0-9]+|[\\p{IsHan}]+|[#%]");
    private static final Pattern GREEK = Pattern.compile("[αβγδκλμ]");
    private static final Set<String> IDLE =
            Set.of("test", "assay", "of", "the", "in", "by", "and", "for", "with", "to", "response");
    private static final int SHORTEST_PLURAL = 4;

    private Words() {}

    static List<String> tokens(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        folded = GREEK.matcher(folded).replaceAll(letter -> greek(letter.group()));
        // "Ab.IgG", "b-12" and "cd 4" are written in many ways: a CD marker is one token
        folded = folded.replaceAll("\\bcd[ -]+(\\d)", "cd$1").replace("'", "");
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(folded);
        while (matcher.find()) {
            String token = canonical(singular(matcher.group()));
            if (!IDLE.contains(token)) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    static boolean isHan(String token) {
        return !token.isEmpty() && Character.UnicodeScript.of(token.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    private static String singular(String token) {
        boolean plural = token.length() >= SHORTEST_PLURAL
                && token.endsWith("s")
                && !token.endsWith("ss")
                && !token.endsWith("us")
                && !token.endsWith("is");
        return plural ? token.substring(0, token.length() - 1) : token;
    }

    private static String canonical(String token) {
        return switch (token) {
            case "antibody", "antibodie", "anti", "autoantibody", "autoantibodie", "abs" -> "ab";
            case "antigen" -> "ag";
            case "#", "number", "absolute" -> "count";
            case "%", "pct" -> "percent";
            default -> token;
        };
    }

    private static String greek(String letter) {
        return switch (letter) {
            case "α" -> " alpha ";
            case "β" -> " beta ";
            case "γ" -> " gamma ";
            case "δ" -> " delta ";
            case "κ" -> " kappa ";
            case "λ" -> " lambda ";
            default -> "u";
        };
    }
}
