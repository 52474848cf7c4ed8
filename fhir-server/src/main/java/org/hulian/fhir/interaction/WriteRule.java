package org.hulian.fhir.interaction;

import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Write;

/** A condition of writes that is about more than the resource itself; it refuses by a {@code FailureException}. */
public interface WriteRule {
    /** Whether the write may go on. */
    void check(Write write, RequestContext context);

    /** Whether it matters what the write replaces. */
    default boolean asksWhatIsReplaced(Write write, RequestContext context) {
        return false;
    }

    /** Whether the write may replace, or delete, what the caller sees there now. */
    default void check(Write write, StoredResource replaced, RequestContext context) {}
}
