package org.hulian.fhir.interaction;

import org.hulian.fhir.search.CodeSets;
import org.hulian.fhir.search.JoinLimits;
import org.hulian.fhir.search.index.References;

/** What searches hold to, whichever view of the store they look at. */
public record SearchRules(References references, CodeSets codeSets, JoinLimits limits, PageLife pages) {}
