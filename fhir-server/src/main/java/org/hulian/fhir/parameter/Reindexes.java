package org.hulian.fhir.parameter;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Told;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.CustomParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.store.postgres.ReindexWork;
import org.hulian.fhir.store.postgres.Reindexing;
import org.hulian.security.audit.Outcome;

/** Index making as those who run the hub see it: what goes on, and all of a type's indexes made anew. */
public final class Reindexes {
    private static final String OPERATOR = "operator";

    private final Reindexing reindexing;
    private final SearchParameters parameters;
    private final Told told;

    /** Over both databases. */
    public Reindexes(Reindexing reindexing, SearchParameters parameters, Told told) {
        this.reindexing = reindexing;
        this.parameters = parameters;
        this.told = told;
    }

    /**
     * One piece of work.
     *
     * @param parameter name of the search parameter that asked for it, or {@code *} for all indexes
     * @param state     {@code waiting} until every node knows the definition, {@code running} or {@code ready}
     */
    public record State(ResourceType type, String parameter, String state, long done, long total) {}

    /** What goes on and what was done. */
    public Uni<List<State>> status(RequestContext context) {
        return permitted("$reindex-status", context)
                .chain(reindexing::works)
                .map(works -> Stream.concat(works.stream().flatMap(work -> state(work).stream()), waiting(works))
                        .toList());
    }

    private Stream<State> waiting(List<ReindexWork> works) {
        return parameters.custom().stream()
                .filter(each -> works.stream().noneMatch(work -> each.type().equals(work.type()) && isBy(each, work)))
                .map(each -> new State(each.type(), each.parameter().name(), "waiting", 0, 0));
    }

    /** Has all indexes of these types made anew, in the background; of what goes on already no second time. */
    public Uni<Void> begin(List<ResourceType> types, RequestContext context) {
        return permitted("$reindex", context).chain(() -> reindexing.begin(types));
    }

    /** A parameter that was retired since is nothing to tell of. */
    private Optional<State> state(ReindexWork work) {
        String state = work.finished() ? "ready" : "running";
        if (work.parameter() == ReindexWork.EVERYTHING) {
            return Optional.of(new State(work.type(), "*", state, work.done(), work.total()));
        }
        return parameters.custom().stream()
                .filter(each -> each.type().equals(work.type()) && isBy(each, work))
                .findFirst()
                .map(each -> new State(work.type(), each.parameter().name(), state, work.done(), work.total()));
    }

    private static boolean isBy(CustomParameter parameter, ReindexWork work) {
        return parameter.parameter().number() == work.parameter();
    }

    private Uni<Void> permitted(String operation, RequestContext context) {
        boolean operator = context.caller().roles().contains(OPERATOR);
        Outcome outcome = operator ? Outcome.ALLOWED : Outcome.DENIED;
        return told.by(operation, outcome, List.of("role:" + OPERATOR), operator ? null : "role", context)
                .invoke(() -> {
                    if (!operator) {
                        throw new FailureException(new Failure.Forbidden("role"));
                    }
                });
    }
}
