package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Senders' words for specimens, and the LOINC systems a result on such a specimen may have, the likeliest first. */
final class Specimens {
    static final String UNKNOWN = "unknown";
    private static final int LONGEST = 3;

    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, List<String>> systems = new LinkedHashMap<>();
    private final Map<String, List<String>> own = new HashMap<>();
    private final Set<String> telling = new HashSet<>();

    private Specimens() {}

    static Specimens load() {
        Specimens specimens = new Specimens();
        for (List<String> row : TableFile.resource("specimens.tsv", 3)) {
            specimens.systems.put(row.getFirst(), List.of(row.get(2).split("[;|]", -1)));
            specimens.own.put(
                    row.getFirst(), List.of(row.get(2).split("\\|", 2)[0].split(";", -1)));
            for (String words : row.get(1).split(";", -1)) {
                String phrase = String.join(" ", Words.tokens(words));
                specimens.keys.put(phrase, row.getFirst());
                if (!words.startsWith("!")) {
                    specimens.telling.add(phrase);
                }
            }
        }
        return specimens;
    }

    /** The key of the specimen a sender names, {@link #UNKNOWN} when the word is not known. */
    String key(String word) {
        return keys.getOrDefault(String.join(" ", Words.tokens(word)), UNKNOWN);
    }

    /** Where the system stands among those of the specimen, from 0; -1 when it is none of them. */
    int position(String key, String system) {
        return systems.getOrDefault(key, List.of()).indexOf(system);
    }

    /** Whether the system is the specimen itself and does not only stand in for it. */
    boolean isItself(String key, String system) {
        return own.getOrDefault(key, List.of()).contains(system);
    }

    /** A label's tokens without the words that only say the specimen, and what they said. */
    Stripped strip(List<String> tokens) {
        List<String> kept = new ArrayList<>();
        String said = UNKNOWN;
        int at = 0;
        while (at < tokens.size()) {
            int length = 0;
            for (int n = Math.min(LONGEST, tokens.size() - at); n > 0 && length == 0; n--) {
                String phrase = String.join(" ", tokens.subList(at, at + n));
                String key = keys.get(phrase);
                if (key != null && telling.contains(phrase)) {
                    said = key;
                    length = n;
                }
            }
            if (length == 0) {
                kept.add(tokens.get(at));
            }
            at += Math.max(1, length);
        }
        return kept.isEmpty() ? new Stripped(tokens, said) : new Stripped(kept, said);
    }

    record Stripped(List<String> tokens, String specimen) {}
}
