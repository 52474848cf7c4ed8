package org.hulian.fhir.operation;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The statistics of <a href="https://hl7.org/fhir/R4/valueset-observation-statistics.html">observation-statistics</a> over
 * values in the order of time. Percentiles interpolate between neighbours; deviations are of a sample.
 *
 * @param values in the order of time
 * @param total  observations with and without a value
 */
record Statistics(double[] values, int total) {
    static final List<String> CODES = List.of(
            "average",
            "maximum",
            "minimum",
            "count",
            "total-count",
            "median",
            "std-dev",
            "sum",
            "variance",
            "20-percent",
            "80-percent",
            "4-lower",
            "4-upper",
            "4-dev",
            "5-1",
            "5-2",
            "5-3",
            "5-4",
            "skew",
            "kurtosis",
            "regression");

    /** Whether the statistic is a number of observations and has no unit. */
    static boolean isPlain(String code) {
        return code.equals("count") || code.equals("total-count") || code.equals("skew") || code.equals("kurtosis");
    }

    /** The statistic, where the values allow it. */
    OptionalDouble of(String code) {
        int n = values.length;
        if (code.equals("count")) {
            return OptionalDouble.of(n);
        }
        if (code.equals("total-count")) {
            return OptionalDouble.of(total);
        }
        if (n == 0) {
            return OptionalDouble.empty();
        }
        return switch (code) {
            case "average" -> OptionalDouble.of(mean());
            case "maximum" -> OptionalDouble.of(percentile(1));
            case "minimum" -> OptionalDouble.of(percentile(0));
            case "median" -> OptionalDouble.of(percentile(0.5));
            case "sum" -> OptionalDouble.of(Arrays.stream(values).sum());
            case "20-percent", "5-1" -> OptionalDouble.of(percentile(0.2));
            case "5-2" -> OptionalDouble.of(percentile(0.4));
            case "5-3" -> OptionalDouble.of(percentile(0.6));
            case "80-percent", "5-4" -> OptionalDouble.of(percentile(0.8));
            case "4-lower" -> OptionalDouble.of(percentile(0.25));
            case "4-upper" -> OptionalDouble.of(percentile(0.75));
            case "4-dev" -> OptionalDouble.of(percentile(0.75) - percentile(0.25));
            case "variance" -> n < 2 ? OptionalDouble.empty() : OptionalDouble.of(variance());
            case "std-dev" -> n < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(variance()));
            case "skew" -> moment(3, 0);
            case "kurtosis" -> moment(4, 3);
            default -> slope();
        };
    }

    private double mean() {
        return Arrays.stream(values).sum() / values.length;
    }

    private double variance() {
        double mean = mean();
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    private double percentile(double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = part * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** A standardised central moment of the population, less a constant. */
    private OptionalDouble moment(int power, double less) {
        double mean = mean();
        double spread =
                Arrays.stream(values).map(value -> Math.pow(value - mean, 2)).sum() / values.length;
        if (values.length < 3 || spread == 0) {
            return OptionalDouble.empty();
        }
        double central = Arrays.stream(values)
                        .map(value -> Math.pow(value - mean, power))
                        .sum()
                / values.length;
        return OptionalDouble.of(central / Math.pow(spread, power / 2.0) - less);
    }

    /** Of the straight line through the values, one observation as the unit of time. */
    private OptionalDouble slope() {
        int n = values.length;
        if (n < 2) {
            return OptionalDouble.empty();
        }
        double middle = (n - 1) / 2.0;
        double mean = mean();
        double with = 0;
        double self = 0;
        for (int i = 0; i < n; i++) {
            with += (i - middle) * (values[i] - mean);
            self += (i - middle) * (i - middle);
        }
        return OptionalDouble.of(with / self);
    }
}
