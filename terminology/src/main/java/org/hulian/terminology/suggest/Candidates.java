package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the terms worth weighing for a question, by a shared word or by an earlier decision on the same label. */
final class Candidates {
    private static final int MOST = 120;
    private static final double BONUS = 0.15;

    private final Map<String, List<TermWords>> byWord = new HashMap<>();
    private final Map<String, List<TermWords>> byComponent = new HashMap<>();
    private final Vocabulary vocabulary;
    private final Specimens specimens;

    Candidates(Collection<TermWords> terms, Vocabulary vocabulary, Specimens specimens) {
        this.vocabulary = vocabulary;
        this.specimens = specimens;
        for (TermWords term : terms) {
            term.words()
                    .forEach(word -> byWord.computeIfAbsent(word, key -> new ArrayList<>())
                            .add(term));
            byComponent
                    .computeIfAbsent(term.componentKey(), key -> new ArrayList<>())
                    .add(term);
        }
    }

    /** At most {@value #MOST}, the best match first; ties in the order of the index. */
    Map<TermWords, Match> of(Question question, Memory memory) {
        Set<TermWords> found = new LinkedHashSet<>();
        question.phrases().stream()
                .flatMap(phrase -> phrase.alternatives().stream())
                .flatMap(List::stream)
                .forEach(word -> found.addAll(byWord.getOrDefault(word, List.of())));
        memory.of(question).forEach(decided -> found.addAll(byComponent.getOrDefault(decided.component(), List.of())));
        List<Map.Entry<TermWords, Match>> matches = new ArrayList<>();
        for (TermWords term : found) {
            matches.add(Map.entry(term, Match.of(question.phrases(), term, vocabulary)));
        }
        matches.sort(Comparator.comparingDouble(
                        (Map.Entry<TermWords, Match> entry) -> rough(question, entry.getKey(), entry.getValue()))
                .reversed());
        Map<TermWords, Match> best = new LinkedHashMap<>();
        matches.stream().limit(MOST).forEach(entry -> best.put(entry.getKey(), entry.getValue()));
        return best;
    }

    private double rough(Question question, TermWords term, Match match) {
        int position = specimens.position(question.specimen(), term.term().system());
        return match.total() + (position < 0 ? 0 : BONUS);
    }
}
