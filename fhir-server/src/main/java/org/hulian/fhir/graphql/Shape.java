package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import org.hulian.fhir.resource.ResourceType;

/** What fields can be asked of. */
sealed interface Shape {
    /** The query itself, not about one resource. */
    record Root() implements Shape {}

    /** A resource of a type that only shows when it is there. */
    record AnyResource() implements Shape {}

    /** A resource of a type. */
    record Resource(ResourceType type, BaseRuntimeElementCompositeDefinition<?> definition) implements Shape {}

    /** A datatype or a part of a resource. */
    record Element(BaseRuntimeElementCompositeDefinition<?> definition) implements Shape {}

    /** A plain value. */
    record Scalar() implements Shape {}

    /** Id and extensions of a plain value. */
    record Companion() implements Shape {}

    /** A page of a search. */
    record Page(ResourceType type) implements Shape {}

    /** A match on a page. */
    record Edge(ResourceType type) implements Shape {}
}
