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
 */
public record SearchRequest(
        ResourceType type,
        List<Term> terms,
        List<SortKey> sort,
        int count,
        Total total,
        @Nullable PageStart start,
        List<String> ignored) {

    /** The same search, from a later page on. */
    public SearchRequest startingAt(PageStart from) {
        return new SearchRequest(type, terms, sort, count, total, from, ignored);
    }

    /** The patients named by it, for the audit entry. */
    public List<ResourceKey> patients() {
        List<ResourceKey> named = new ArrayList<>();
        for (Term term : terms) {
            if (term instanceof Term.PatientTerm patients) {
                named.addAll(patients.anyOf());
            } else if (term instanceof Term.IdTerm ids && "Patient".equals(type.name())) {
                ids.anyOf().forEach(id -> named.add(new ResourceKey(type, id)));
            }
        }
        return named;
    }
}
