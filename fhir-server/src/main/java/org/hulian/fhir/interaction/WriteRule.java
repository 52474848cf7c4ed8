package org.hulian.fhir.interaction;

import org.hulian.fhir.store.Write;

/** A condition of writes that is about more than the resource itself; it refuses by a {@code FailureException}. */
public interface WriteRule {
    /** Whether the write may go on. */
    void check(Write write, RequestContext context);
}
