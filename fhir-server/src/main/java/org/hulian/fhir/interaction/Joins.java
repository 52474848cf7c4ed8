package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.JoinLimits;
import org.hulian.fhir.search.PatientPaths;
import org.hulian.fhir.search.ReferenceValue;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.index.References;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of chains and {@code _has} before the search they belong to: innermost first, each in the database of
 * its type and within what the caller may see of that type. What a step finds becomes a condition of the next.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#chaining">search.html#chaining</a>
 */
final class Joins {
    /** So many rows, or fewer, are looked up one by one. */
    private static final int FEW = 200;

    private final ResourceReads store;
    private final Access access;
    private final References references;
    private final CodeSetLookup codes;
    private final JoinLimits limits;

    Joins(ResourceReads store, Access access, References references, CodeSetLookup codes, JoinLimits limits) {
        this.codes = codes;
        this.store = store;
        this.access = access;
        this.references = references;
        this.limits = limits;
    }

    /** Who asks, what decided about the steps so far, and the state of the data they are taken in. */
    private record Walk(
            RequestContext context,
            Set<String> policies,
            @Nullable Snapshot asOf) {
        SearchRequest step(ResourceType type, List<Term> terms, int count) {
            return SearchRequest.step(type, terms, count).asOf(asOf);
        }
    }

    /**
     * The search without steps.
     *
     * @param policies what decided about the steps is added, for the audit entry
     */
    Uni<SearchRequest> resolved(SearchRequest request, RequestContext context, Set<String> policies) {
        if (!request.hasSteps()) {
            return Uni.createFrom().item(request);
        }
        // All steps and all pages of the search see the same.
        Uni<SearchRequest> begun = request.asOf() == null
                ? store.snapshot().map(request::asOf)
                : Uni.createFrom().item(request);
        return begun.chain(search -> flat(search.type(), search.terms(), new Walk(context, policies, search.asOf()))
                .map(search::where));
    }

    /** The same in a transaction, whose locks hold what is asked still: every step sees what is committed by then. */
    Uni<SearchRequest> presently(SearchRequest request, RequestContext context) {
        return request.hasSteps()
                ? flat(request.type(), request.terms(), new Walk(context, new HashSet<>(), null))
                        .map(request::where)
                : Uni.createFrom().item(request);
    }

    private Uni<List<Term>> flat(ResourceType type, List<Term> terms, Walk walk) {
        return few(type, terms, walk).chain(few -> {
            Uni<List<Term>> all = Uni.createFrom().item(new ArrayList<>());
            for (Term term : merged(type, terms)) {
                Uni<Term> flat = term instanceof Term.HasTerm has ? has(type, has, few, walk) : flat(type, term, walk);
                all = all.chain(done -> flat.map(next -> {
                    done.add(next);
                    return done;
                }));
            }
            return all;
        });
    }

    /**
     * What the other conditions beside a {@code _has} leave, where that is little: its step then looks at what refers to
     * these only, not at everything with the code it asks for. Empty where it is not little, or unknown.
     */
    private Uni<Optional<List<UUID>>> few(ResourceType type, List<Term> terms, Walk walk) {
        List<Term> plain = terms.stream()
                .filter(term -> !SearchRequest.hasStep(term) && !(term instanceof Term.SiftTerm))
                .toList();
        boolean has = terms.stream().anyMatch(term -> term instanceof Term.HasTerm);
        AccessPredicate predicate = access.searching(walk.context(), type);
        if (!has || plain.isEmpty() || predicate.reach() == Reach.NONE) {
            return Uni.createFrom().item(Optional.empty());
        }
        return store.keys(walk.step(type, plain, FEW), predicate, false)
                .map(keys -> keys.size() > FEW ? Optional.empty() : Optional.of(keys));
    }

    private Uni<Term> flat(ResourceType type, Term term, Walk walk) {
        return switch (term) {
            case Term.ChainTerm chain -> chain(chain, walk);
            case Term.HasTerm has -> has(type, has, Optional.empty(), walk);
            case Term.CodeSetTerm set -> codes.of(set);
            case Term.AllTerm all ->
                flat(type, all.terms(), walk).map(terms -> new Term.AllTerm(all.parameter(), terms));
            case Term.AnyTerm any ->
                flat(type, any.terms(), walk).map(terms -> new Term.AnyTerm(any.parameter(), terms));
            case Term.NotTerm not ->
                flat(type, not.term(), walk).map(inner -> new Term.NotTerm(not.parameter(), inner));
            default -> Uni.createFrom().item(term);
        };
    }

    /** A record is about one patient, so several conditions on that patient are one step. */
    private static List<Term> merged(ResourceType type, List<Term> terms) {
        Map<String, Term> merged = new LinkedHashMap<>();
        for (Term term : terms) {
            if (term instanceof Term.ChainTerm chain
                    && chain.anyOf().size() == 1
                    && PatientPaths.r4()
                            .isPatientParameter(type, chain.parameter().name())
                    && !PatientPaths.r4().isAboutSeveral(type)) {
                merged.merge(
                        "about/" + chain.anyOf().getFirst().type(),
                        chain,
                        (first, second) -> both((Term.ChainTerm) first, (Term.ChainTerm) second));
            } else {
                merged.put(String.valueOf(merged.size()), term);
            }
        }
        return List.copyOf(merged.values());
    }

    private static Term both(Term.ChainTerm first, Term.ChainTerm second) {
        List<Term> terms = new ArrayList<>(first.anyOf().getFirst().terms());
        terms.addAll(second.anyOf().getFirst().terms());
        return new Term.ChainTerm(
                first.parameter(), List.of(new Term.Hop(first.anyOf().getFirst().type(), terms)));
    }

    private Uni<Term> chain(Term.ChainTerm chain, Walk walk) {
        Uni<List<ReferenceValue>> all = Uni.createFrom().item(new ArrayList<>());
        boolean any = false;
        for (Term.Hop hop : chain.anyOf()) {
            AccessPredicate predicate = access.searching(walk.context(), hop.type());
            if (predicate.reach() == Reach.NONE) {
                continue;
            }
            any = true;
            walk.policies().addAll(Access.policies(predicate));
            all = all.chain(done -> flat(hop.type(), hop.terms(), walk)
                    .chain(terms -> store.keys(walk.step(hop.type(), terms, limits.keys()), predicate, false))
                    .map(keys -> {
                        keys.forEach(key ->
                                done.add(new ReferenceValue.Row(hop.type().name(), key)));
                        return bounded(done, chain.parameter());
                    }));
        }
        if (!any) {
            access.reading(walk.context(), chain.anyOf().getFirst().type(), Permission.SEARCH);
        }
        return all.map(found -> new Term.ReferenceTerm(chain.parameter(), found));
    }

    private Uni<Term> has(ResourceType type, Term.HasTerm has, Optional<List<UUID>> few, Walk walk) {
        AccessPredicate predicate = access.reading(walk.context(), has.source(), Permission.SEARCH);
        walk.policies().addAll(Access.policies(predicate));
        boolean patient = type.equals(ResourceTypes.r4().get("Patient"));
        boolean byColumn = patient
                && PatientPaths.r4()
                        .isPatientParameter(has.source(), has.parameter().name())
                && !PatientPaths.r4().isAboutSeveral(has.source());
        return flat(has.source(), has.terms(), walk).chain(terms -> {
            SearchRequest all = walk.step(has.source(), terms, limits.keys());
            // Other records of a patient's person count too, which only the column tells.
            SearchRequest step = few.filter(keys -> byColumn || !patient)
                    .map(keys -> all.and(about(type, has, keys, byColumn)))
                    .orElse(all);
            Uni<List<UUID>> found = byColumn
                    ? store.keys(step, predicate, true)
                    : store.search(step, predicate).map(page -> {
                        if (page.next() != null) {
                            throw tooMany(has.parameter());
                        }
                        return referred(type, has, page.matches());
                    });
            return found.map(keys -> {
                bounded(keys, has.parameter());
                return patient
                        ? new Term.PersonTerm(SearchParameters.ID, keys)
                        : new Term.RowTerm(SearchParameters.ID, keys);
            });
        });
    }

    private static Term about(ResourceType type, Term.HasTerm has, List<UUID> keys, boolean byColumn) {
        return byColumn
                ? new Term.PersonTerm(has.parameter(), keys)
                : new Term.ReferenceTerm(
                        has.parameter(),
                        keys.stream()
                                .map(key -> (ReferenceValue) new ReferenceValue.Row(type.name(), key))
                                .toList());
    }

    private List<UUID> referred(ResourceType type, Term.HasTerm has, List<StoredResource> sources) {
        Set<UUID> keys = new LinkedHashSet<>();
        for (StoredResource source : sources) {
            references.of(has.source(), List.of(has.parameter()), source.body()).stream()
                    .filter(key -> key.type().equals(type))
                    .forEach(key -> keys.add(ResourceKeys.of(key)));
        }
        return List.copyOf(keys);
    }

    private <T> List<T> bounded(List<T> found, SearchParameter parameter) {
        if (found.size() > limits.keys()) {
            throw tooMany(parameter);
        }
        return found;
    }

    private FailureException tooMany(SearchParameter parameter) {
        return new FailureException(new Failure.TooCostly(
                "resources the step by " + parameter.name() + " leads to", limits.keys(), limits.keys() + 1L));
    }
}
