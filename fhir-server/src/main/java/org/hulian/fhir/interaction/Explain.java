package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.Explained;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;

/**
 * How a search would be answered, {@code _explain}: for those who run the hub, who see no records. Nothing is searched,
 * so nothing of anybody is told; where the caller sees nothing of a type, the plan is that of a caller whom residents'
 * consents open it to.
 */
public final class Explain {
    private static final String OPERATOR = "operator";

    private final ResourceReads store;
    private final Access access;
    private final Trail trail;

    /** Plans over a store. */
    public Explain(ResourceReads store, Access access, Trail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
    }

    /** The plans of a search, one for each type, each after the steps it needs. */
    public Uni<List<Explained>> by(String query, Supplier<List<SearchRequest>> parsed, RequestContext context) {
        Happening explaining = new Happening(context, Interaction.OPERATION, List.of(), query);
        return trail.settle(explaining, () -> {
            if (!context.caller().roles().contains(OPERATOR)) {
                throw new FailureException(new Failure.Forbidden("role"));
            }
            Uni<List<Explained>> all = Uni.createFrom().item(new ArrayList<>());
            for (SearchRequest request : Search.parsed(parsed)) {
                all = all.chain(done -> plans(request, context, done));
            }
            return all.map(plans -> trail.allowed(explaining, plans, List.of(), List.of("role:" + OPERATOR)));
        });
    }

    private Uni<List<Explained>> plans(SearchRequest request, RequestContext context, List<Explained> done) {
        List<Ask> asks = new ArrayList<>();
        List<Term> flat = flat(request.terms(), asks);
        asks.add(new Ask(request.type().name(), request.where(flat), false));
        Uni<List<Explained>> all = Uni.createFrom().item(done);
        for (Ask ask : asks) {
            AccessPredicate predicate = predicate(ask.request().type(), context);
            all = all.chain(plans -> store.explain(ask.step(), ask.request(), predicate, ask.keys())
                    .map(plan -> {
                        plans.add(plan);
                        return plans;
                    }));
        }
        return all;
    }

    /** One statement to explain. */
    private record Ask(String step, SearchRequest request, boolean keys) {}

    /** Steps stand before what needs them; in their place stands what they would have found, as an empty list. */
    private static List<Term> flat(List<Term> terms, List<Ask> asks) {
        List<Term> flat = new ArrayList<>();
        for (Term term : terms) {
            switch (term) {
                case Term.ChainTerm chain -> {
                    chain.anyOf()
                            .forEach(hop -> asks.add(new Ask(
                                    chain.parameter() + " -> " + hop.type(),
                                    SearchRequest.step(hop.type(), flat(hop.terms(), asks), 1),
                                    true)));
                    flat.add(new Term.ReferenceTerm(chain.parameter(), List.of()));
                }
                case Term.HasTerm has -> {
                    asks.add(new Ask(
                            has.source() + " -> " + has.parameter(),
                            SearchRequest.step(has.source(), flat(has.terms(), asks), 1),
                            true));
                    flat.add(new Term.RowTerm(SearchParameters.ID, List.of()));
                }
                default -> flat.add(term);
            }
        }
        return flat;
    }

    private AccessPredicate predicate(ResourceType type, RequestContext context) {
        AccessPredicate own = access.searching(context, type);
        return own.reach() == Reach.NONE ? new AccessPredicate(Reach.CONSENTED, 1, null, 1, List.of()) : own;
    }
}
