package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.interaction.RequestContext;

/** What can be said about the orders of a message whose records are written: the same as {@code $recognize} says. */
@FunctionalInterface
public interface OrderAdvice {
    /**
     * Advice on every order in force, stored before the Uni completes.
     *
     * @param bundle  what the message was mapped to
     * @param message id of the message
     */
    Uni<List<Advised>> on(byte[] bundle, UUID message, RequestContext context);

    /** Advice on one order; {@code order} is {@code ServiceRequest/id}. */
    record Advised(String order, List<Line> lines) {}

    /** One test: a stable word for machines, and sentences. */
    record Line(String verdict, String zh, String en) {}
}
