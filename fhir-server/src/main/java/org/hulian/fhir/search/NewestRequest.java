package org.hulian.fhir.search;

import java.time.Instant;
import java.util.List;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;

/**
 * The newest resources of one patient for each of several questions, asked together.
 *
 * @param type  of the resources; it has a main code and a main date
 * @param lines the questions, at least one
 * @param count resources for each question, at most
 */
public record NewestRequest(ResourceType type, ResourceKey patient, List<Line> lines, int count) {
    /**
     * One question.
     *
     * @param codes any of them, as the main code or a further one
     * @param until the latest main date
     */
    public record Line(List<TokenValue.Exact> codes, Instant until) {}
}
