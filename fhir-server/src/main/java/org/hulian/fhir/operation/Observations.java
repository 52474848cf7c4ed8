package org.hulian.fhir.operation;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Traverse;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.StoredResource;

/** Observations an operation works on: all that a search finds, up to a limit past which the answer would be wrong. */
public final class Observations {
    private static final ResourceType OBSERVATION = ResourceTypes.r4().get("Observation");

    private final Traverse traverse;
    private final SearchParser parser;
    private final int most;

    /** At most so many; no more than a search has on a page. */
    public Observations(Traverse traverse, SearchParser parser, int most) {
        this.traverse = traverse;
        this.parser = parser;
        this.most = most;
    }

    /**
     * Newest first.
     *
     * @param operation what it is for, for the audit entry
     */
    Uni<List<StoredResource>> newestFirst(String operation, Parameters search, RequestContext context) {
        Map<String, List<String>> given = new LinkedHashMap<>(search.byName());
        List.of("_format", "_pretty", "_summary", "_elements").forEach(given::remove);
        given.put("_sort", List.of("-date"));
        given.put("_count", List.of(Integer.toString(most)));
        return traverse.by(
                        operation + "?" + search.text(),
                        walk -> walk.search(() -> parser.parse(OBSERVATION, given, false)),
                        context)
                .map(page -> {
                    if (page.next() != null) {
                        throw new FailureException(
                                new Failure.TooCostly("observations of one operation", most, most + 1L));
                    }
                    return page.matches();
                });
    }
}
