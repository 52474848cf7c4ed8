package org.hulian.fhir.indicator;

import org.hulian.fhir.recognition.RepeatReason;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line: a word that never changes its meaning, stored and counted by.
 *
 * @param code {@code ordered} done, nothing was offered; {@code unexplained} done although a result was offered, without
 *     a decision; {@code open} not ordered for good and undecided; {@code recognised}; {@code repeated:} and the lawful
 *     reason; {@code planned} a draft without an offer; {@code void} taken back
 */
record LineState(String code) {
    static final LineState ORDERED = new LineState("ordered");
    static final LineState UNEXPLAINED = new LineState("unexplained");
    static final LineState OPEN = new LineState("open");
    static final LineState RECOGNISED = new LineState("recognised");
    static final LineState PLANNED = new LineState("planned");
    static final LineState VOID = new LineState("void");

    private static final String REPEATED = "repeated:";

    /**
     * The state that order and decision make.
     *
     * @param order  status of the ServiceRequest
     * @param task   status of the line's Task, null where nothing was offered or decided
     * @param reason code in its statusReason
     */
    static LineState of(String order, @Nullable String task, @Nullable String reason) {
        if (order.equals("entered-in-error")) {
            return VOID;
        }
        if ("completed".equals(task)) {
            return RECOGNISED;
        }
        if ("rejected".equals(task) && reason != null) {
            return order.equals("revoked") ? VOID : new LineState(REPEATED + reason);
        }
        boolean offered = task != null;
        return switch (order) {
            case "active", "completed" -> offered ? UNEXPLAINED : ORDERED;
            case "draft", "on-hold" -> offered ? OPEN : PLANNED;
            default -> VOID;
        };
    }

    static LineState repeated(RepeatReason reason) {
        return new LineState(REPEATED + reason.code());
    }
}
