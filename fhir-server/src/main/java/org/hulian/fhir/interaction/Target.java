package org.hulian.fhir.interaction;

import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;

/** Which resource a change is about. */
public sealed interface Target {
    /** Its type. */
    ResourceType type();

    /** Named by its id. */
    record Id(ResourceKey key) implements Target {
        @Override
        public ResourceType type() {
            return key.type();
        }
    }

    /** Whichever meets criteria, a search as text without the question mark. */
    record Match(ResourceType type, String criteria) implements Target {}
}
