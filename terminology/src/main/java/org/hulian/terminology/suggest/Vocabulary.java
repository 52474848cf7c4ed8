package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What phrases of a label can mean, in the words of LOINC's components, and how telling each word is. */
final class Vocabulary {
    private static final int LONGEST_PHRASE = 5;
    private static final int SHORTEST_PREFIX = 3;
    private static final int SHORTEST_TYPO = 5;
    private static final int MOST_GUESSES = 6;

    private final Map<String, List<List<String>>> meanings = new HashMap<>();
    private final Map<String, Double> weights = new LinkedHashMap<>();
    private final double unknown;

    Vocabulary(Collection<TermWords> terms) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (TermWords term : terms) {
            term.words().forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        unknown = Math.log(1.0 + terms.size()) / 2;
        counts.forEach((word, count) -> weights.put(word, Math.log(1.0 + terms.size() / (double) count) / 2));
        for (List<String> row : TableFile.resource("synonyms.tsv", 2)) {
            for (String phrase : row.getFirst().split(";", -1)) {
                learn(Words.tokens(phrase), Words.tokens(row.get(1)));
            }
        }
        for (TermWords term : terms) {
            List<String> component = List.copyOf(term.names().getFirst());
            for (String name : term.term().names()) {
                List<String> tokens = Words.tokens(name);
                if (!tokens.isEmpty() && Words.isHan(tokens.getFirst())) {
                    learn(tokens, component);
                    String initials = PinyinInitials.of(name);
                    if (initials.length() >= SHORTEST_PREFIX) {
                        learn(List.of(initials), component);
                    }
                }
            }
        }
    }

    private void learn(List<String> phrase, List<String> meaning) {
        List<List<String>> known = meanings.computeIfAbsent(String.join(" ", phrase), key -> new ArrayList<>());
        if (!known.contains(meaning)) {
            known.add(meaning);
        }
    }

    double weight(String word) {
        return weights.getOrDefault(word, unknown);
    }

    /** The label cut into phrases, the longest known first, each with everything it can mean. */
    List<Phrase> phrases(List<String> tokens) {
        List<Phrase> phrases = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            int length = 1;
            for (int n = Math.min(LONGEST_PHRASE, tokens.size() - at); n > 1; n--) {
                if (meanings.containsKey(String.join(" ", tokens.subList(at, at + n)))) {
                    length = n;
                    break;
                }
            }
            List<String> said = tokens.subList(at, at + length);
            if (length == 1 && Words.isHan(said.getFirst()) && !meanings.containsKey(said.getFirst())) {
                phrases.addAll(han(said.getFirst()));
            } else {
                phrases.add(phrase(said));
            }
            at += length;
        }
        return phrases;
    }

    private Phrase phrase(List<String> said) {
        Set<List<String>> alternatives = new LinkedHashSet<>();
        if (said.stream().allMatch(word -> weights.containsKey(word) || TermWords.EXTRAS.contains(word))) {
            alternatives.add(said);
        }
        alternatives.addAll(meanings.getOrDefault(String.join(" ", said), List.of()));
        boolean certain = !alternatives.isEmpty();
        if (!certain) {
            guesses(said.getFirst()).forEach(word -> alternatives.add(List.of(word)));
        }
        double weight = said.stream().mapToDouble(this::weight).max().orElse(unknown);
        return new Phrase(String.join(" ", said), List.copyOf(alternatives), certain, weight);
    }

    private List<Phrase> han(String text) {
        List<Phrase> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.length();
            while (end > at + 1 && !meanings.containsKey(text.substring(at, end))) {
                end--;
            }
            found.add(phrase(List.of(text.substring(at, end))));
            at = end;
        }
        return found;
    }

    private List<String> guesses(String word) {
        List<String> guesses = new ArrayList<>();
        for (String known : weights.keySet()) {
            boolean prefix = word.length() >= SHORTEST_PREFIX && known.startsWith(word);
            boolean typo = word.length() >= SHORTEST_TYPO && oneEditApart(word, known);
            if ((prefix || typo) && guesses.size() < MOST_GUESSES) {
                guesses.add(known);
            }
        }
        return guesses;
    }

    /** Whether one inserted, dropped, replaced letter turns one word into the other. */
    static boolean oneEditApart(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        int longer = Math.max(left.length(), right.length());
        if (longer - shorter > 1) {
            return false;
        }
        int front = 0;
        while (front < shorter && left.charAt(front) == right.charAt(front)) {
            front++;
        }
        int back = 0;
        while (back < shorter - front
                && left.charAt(left.length() - 1 - back) == right.charAt(right.length() - 1 - back)) {
            back++;
        }
        return longer - front - back <= 1;
    }

    /**
     * A phrase of a label.
     *
     * @param alternatives what it can mean, each as words of LOINC; empty when nothing is known
     * @param certain      false when the meanings are guesses from the spelling
     */
    record Phrase(String said, List<List<String>> alternatives, boolean certain, double weight) {}
}
