package org.hulian.terminology.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Learns weights that make the reviewed term the most probable of its candidates: multinomial logistic regression by
 * AdaGrad with a quadratic penalty. The same mappings in the same order give the same weights.
 */
final class Learner {
    private static final int ROUNDS = 25;
    private static final double RATE = 0.25;
    private static final double PENALTY = 2e-3;
    private static final long SEED = 20_261_121L;

    /** Candidates of one question, and which of them the reviewers chose. */
    record Example(List<Scorer.Scored> candidates, int chosen) {}

    private Learner() {}

    static Map<String, Double> learn(List<Example> examples, Map<String, Double> start) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> names = new ArrayList<>();
        List<int[][]> features = new ArrayList<>();
        List<double[][]> values = new ArrayList<>();
        for (Example example : examples) {
            int[][] rows = new int[example.candidates().size()][];
            double[][] cells = new double[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                Map<String, Double> row = example.candidates().get(i).features();
                rows[i] = row.keySet().stream()
                        .mapToInt(name -> numbers.computeIfAbsent(name, key -> {
                            names.add(key);
                            return names.size() - 1;
                        }))
                        .toArray();
                cells[i] =
                        row.values().stream().mapToDouble(Double::doubleValue).toArray();
            }
            features.add(rows);
            values.add(cells);
        }
        double[] prior = names.stream()
                .mapToDouble(name -> start.getOrDefault(name, 0.0))
                .toArray();
        double[] weights = prior.clone();
        double[] squares = new double[weights.length];
        Random random = new Random(SEED);
        int[] order = new int[examples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int round = 0; round < ROUNDS; round++) {
            shuffle(order, random);
            for (int at : order) {
                step(features.get(at), values.get(at), examples.get(at).chosen(), weights, squares, prior);
            }
        }
        Map<String, Double> learned = new HashMap<>(start);
        for (int i = 0; i < weights.length; i++) {
            learned.put(names.get(i), weights[i]);
        }
        return learned;
    }

    private static void step(
            int[][] features, double[][] values, int chosen, double[] weights, double[] squares, double[] prior) {
        double[] shares = new double[features.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < features[i].length; j++) {
                shares[i] += weights[features[i][j]] * values[i][j];
            }
            highest = Math.max(highest, shares[i]);
        }
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(shares[i] - highest);
            sum += shares[i];
        }
        Map<Integer, Double> gradient = new HashMap<>();
        for (int i = 0; i < shares.length; i++) {
            double error = shares[i] / sum - (i == chosen ? 1 : 0);
            if (Math.abs(error) > 1e-6) {
                for (int j = 0; j < features[i].length; j++) {
                    gradient.merge(features[i][j], error * values[i][j], Double::sum);
                }
            }
        }
        gradient.forEach((feature, slope) -> {
            double whole = slope + PENALTY * (weights[feature] - prior[feature]);
            squares[feature] += whole * whole;
            weights[feature] -= RATE * whole / Math.sqrt(squares[feature] + 1e-8);
        });
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }
}
