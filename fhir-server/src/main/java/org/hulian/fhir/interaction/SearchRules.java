package org.hulian.fhir.interaction;

import org.hulian.fhir.search.JoinLimits;
import org.hulian.fhir.search.index.References;

/** What searches hold to, whichever view of the store they look at. */
public record SearchRules(References references, JoinLimits limits, PageLife pages) {}
