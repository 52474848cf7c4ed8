package org.hulian.fhir.indicator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hulian.fhir.recognition.RepeatReason;

/** Lines by what became of them, and the ratios that follow. */
final class Figures {
    private static final int DIGITS = 4;

    private final Map<String, Long> lines = new HashMap<>();
    private BigDecimal saved = BigDecimal.ZERO;

    void add(LineState state, long count, BigDecimal price) {
        lines.merge(state.code(), count, Long::sum);
        if (state.equals(LineState.RECOGNISED)) {
            saved = saved.add(price);
        }
    }

    long of(LineState state) {
        return lines.getOrDefault(state.code(), 0L);
    }

    long repeated() {
        long repeated = 0;
        for (RepeatReason reason : RepeatReason.values()) {
            repeated += of(LineState.repeated(reason));
        }
        return repeated;
    }

    /** Lines that were ordered for good or answered. */
    long ordered() {
        return of(LineState.ORDERED) + offered();
    }

    /** Lines an earlier result could answer. */
    long offered() {
        return of(LineState.OPEN) + of(LineState.UNEXPLAINED) + of(LineState.RECOGNISED) + repeated();
    }

    /** Lines that were done. */
    long performed() {
        return of(LineState.ORDERED) + of(LineState.UNEXPLAINED) + repeated();
    }

    /** Price of what was not done again. */
    BigDecimal saved() {
        return saved;
    }

    /** Recognised of offered; none where nothing was offered. */
    Optional<BigDecimal> recognisedShare() {
        return ratio(of(LineState.RECOGNISED), offered());
    }

    /** Done although a result could be relied on, of all that was done. */
    Optional<BigDecimal> repeatRate() {
        return ratio(of(LineState.UNEXPLAINED) + repeated(), performed());
    }

    private static Optional<BigDecimal> ratio(long part, long whole) {
        return whole == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP));
    }
}
