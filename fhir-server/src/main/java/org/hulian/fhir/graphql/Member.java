package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import org.hulian.fhir.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** What a field leads to. */
sealed interface Member {
    /**
     * A member of the JSON.
     *
     * @param child in HAPI's model, or null where the model has none
     */
    record Plain(Shape shape, boolean list, @Nullable BaseRuntimeChildDefinition child) implements Member {}

    /** The name of the type. */
    record TypeName() implements Member {}

    /** A resource by its id, as in {@code Patient(id: "1")}. */
    record Read(ResourceType type) implements Member {}

    /** The resource a reference leads to. */
    record Follow() implements Member {}

    /**
     * A search.
     *
     * @param page whether it is answered as a page, as in {@code PatientConnection}; otherwise as a list
     */
    record Search(ResourceType type, boolean page) implements Member {}

    /** The matches of a page. */
    record Edges(ResourceType type) implements Member {}

    /** The resource of a match. */
    record Matched(ResourceType type) implements Member {}
}
