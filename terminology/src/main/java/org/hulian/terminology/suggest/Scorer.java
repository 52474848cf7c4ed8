package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prepares the candidates of a question with their features; the last one stands for "no term fits". */
final class Scorer {
    private final Candidates candidates;
    private final Features features;

    Scorer(Candidates candidates, Features features) {
        this.candidates = candidates;
        this.features = features;
    }

    List<Scored> prepare(Question question, Memory memory) {
        List<Scored> prepared = new ArrayList<>();
        double recall = 0;
        double precision = 0;
        for (Map.Entry<TermWords, Match> entry : candidates.of(question, memory).entrySet()) {
            prepared.add(new Scored(
                    entry.getKey(), entry.getValue(), features.of(question, entry.getKey(), entry.getValue(), memory)));
            recall = Math.max(recall, entry.getValue().recall());
            precision = Math.max(precision, entry.getValue().precision());
        }
        Map<String, Double> none = new LinkedHashMap<>();
        none.put("none", 1.0);
        none.put("none.recall", recall);
        none.put("none.precision", precision);
        if (question.phrases().stream().anyMatch(phrase -> !phrase.certain())) {
            none.put("none.unknown", 1.0);
        }
        if (question.unit() == UnitClass.NONE) {
            none.put("none.unit", 1.0);
        }
        prepared.add(new Scored(null, new Match(0, 0, 0, 0, false), none));
        return prepared;
    }

    /** The probability of each candidate, in their order: the softmax of the weighed features. */
    static double[] probabilities(List<Scored> prepared, Weights weights) {
        double[] scores = prepared.stream()
                .mapToDouble(each -> weights.score(each.features()))
                .toArray();
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp(scores[i] - highest);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
        return scores;
    }

    /** A candidate; {@code words} is null for "no term fits". */
    record Scored(@org.jspecify.annotations.Nullable TermWords words, Match match, Map<String, Double> features) {}
}
