package org.hulian.terminology.suggest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learned weights by feature, and the least score that is taken over without review.
 *
 * @param autoAccept a probability; above 1 when nothing may be taken over
 */
record Weights(Map<String, Double> byFeature, double autoAccept) {
    private static final String THRESHOLD = "auto-accept";
    private static final double SMALLEST = 5e-3;

    static Weights bundled() {
        return parse("weights.tsv", TableFile.resource("weights.tsv", 2));
    }

    static Weights parse(String file, String text) {
        return parse(file, TableFile.read(file, text, 2));
    }

    private static Weights parse(String file, List<List<String>> rows) {
        Map<String, Double> weights = new TreeMap<>();
        double autoAccept = 2;
        for (List<String> row : rows) {
            double value = Double.parseDouble(row.get(1));
            if (row.getFirst().equals(THRESHOLD)) {
                autoAccept = value;
            } else if (weights.put(row.getFirst(), value) != null) {
                throw new IllegalArgumentException(file + ": listed twice: " + row.getFirst());
            }
        }
        return new Weights(weights, autoAccept);
    }

    /** The file {@link #parse} reads: one feature a line, sorted; negligible weights are left out. */
    String text() {
        StringBuilder text = new StringBuilder("# feature, weight; learned from mappings reviewed by people\n");
        text.append(String.format(Locale.ROOT, "%s\t%.4f%n", THRESHOLD, autoAccept));
        new TreeMap<>(byFeature).forEach((feature, weight) -> {
            if (Math.abs(weight) >= SMALLEST) {
                text.append(String.format(Locale.ROOT, "%s\t%.3f%n", feature, weight));
            }
        });
        return text.toString();
    }

    double score(Map<String, Double> features) {
        double score = 0;
        for (Map.Entry<String, Double> feature : features.entrySet()) {
            Double weight = byFeature.get(feature.getKey());
            if (weight != null) {
                score += weight * feature.getValue();
            }
        }
        return score;
    }
}
