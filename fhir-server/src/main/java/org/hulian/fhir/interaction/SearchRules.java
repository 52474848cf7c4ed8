package org.hulian.fhir.interaction;

import org.hulian.fhir.search.CodeSets;
import org.hulian.fhir.search.JoinLimits;
import org.hulian.fhir.search.index.References;
import org.hulian.fhir.store.ResourceReads;

/** What searches hold to, whichever view of the store they look at. */
public record SearchRules(References references, CodeSets codeSets, JoinLimits limits, PageLife pages) {
    /** Steps of searches over a view of the store. */
    Joins joins(ResourceReads view, Access access) {
        return new Joins(view, access, references, new CodeSetLookup(codeSets), limits);
    }
}
