package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * A search, parsed.
 *
 * @param terms   all must hold
 * @param sort    in order of importance; empty for the plan's own order
 * @param count   size of a page; 0 asks for the total only
 * @param start   where the page begins, null for the first
 * @param ignored parameters left out under {@code handling=lenient}, to be reported
 * @param includes what comes along with the matches
 * @param asOf     the state of the data that is shown, null for the present
 */
public record SearchRequest(
        ResourceType type,
        List<Term> terms,
        List<SortKey> sort,
        int count,
        Total total,
        @Nullable PageStart start,
        List<String> ignored,
        List<Include> includes,
        @Nullable Snapshot asOf) {

    /** Resources that meet conditions: keys only matter, in the order of their ids. */
    public static SearchRequest step(ResourceType type, List<Term> terms, int count) {
        List<SortKey> byId = List.of(new SortKey(SearchParameters.ID, false));
        return new SearchRequest(type, terms, byId, count, Total.NONE, null, List.of(), List.of(), null);
    }

    /** The same search with other conditions. */
    public SearchRequest where(List<Term> others) {
        return new SearchRequest(type, others, sort, count, total, start, ignored, includes, asOf);
    }

    /** The same search, from a later page on. */
    public SearchRequest startingAt(PageStart from) {
        return new SearchRequest(
                type, terms, sort, count, total, from.isFirst() ? null : from, ignored, includes, from.snapshot());
    }

    /** The same search within a further condition. */
    public SearchRequest and(Term term) {
        List<Term> all = new ArrayList<>(terms);
        all.add(term);
        return where(List.copyOf(all));
    }

    /** The same search in another order. */
    public SearchRequest sortedBy(List<SortKey> others) {
        return new SearchRequest(type, terms, others, count, total, start, ignored, includes, asOf);
    }

    /** The same search in a state of the data. */
    public SearchRequest asOf(@Nullable Snapshot snapshot) {
        return new SearchRequest(type, terms, sort, count, total, start, ignored, includes, snapshot);
    }

    /** Whether something of it is decided over resources, not by an index. */
    public boolean isSifted() {
        return terms.stream().anyMatch(Term.SiftTerm.class::isInstance)
                || sort.stream().anyMatch(SortKey::isSifted);
    }

    /** Whether other resources or terminology must be asked before it. */
    public boolean hasSteps() {
        return terms.stream().anyMatch(SearchRequest::hasStep);
    }

    /** Whether a condition needs a step of its own. */
    public static boolean hasStep(Term term) {
        return switch (term) {
            case Term.Joined joined -> true;
            case Term.AllTerm all -> all.terms().stream().anyMatch(SearchRequest::hasStep);
            case Term.AnyTerm any -> any.terms().stream().anyMatch(SearchRequest::hasStep);
            case Term.NotTerm not -> hasStep(not.term());
            default -> false;
        };
    }

    /** The patients named by it, for the audit entry. */
    public List<ResourceKey> patients() {
        List<ResourceKey> named = new ArrayList<>();
        terms.forEach(term -> name(term, named));
        return named;
    }

    private void name(Term term, List<ResourceKey> named) {
        if (term instanceof Term.PatientTerm patients) {
            named.addAll(patients.anyOf());
        } else if (term instanceof Term.IdTerm ids && "Patient".equals(type.name())) {
            ids.anyOf().forEach(id -> named.add(new ResourceKey(type, id)));
        } else if (term instanceof Term.AllTerm all) {
            all.terms().forEach(each -> name(each, named));
        } else if (term instanceof Term.AnyTerm any) {
            any.terms().forEach(each -> name(each, named));
        }
    }
}
