package org.hulian.fhir.bulk;

import org.hulian.fhir.resource.ResourceKey;

/** Whose records an export covers. */
public sealed interface ExportScope {
    /** Everything. */
    record Everything() implements ExportScope {}

    /** All patients, and what is about them. */
    record Patients() implements ExportScope {}

    /** The patients of a Group and of the Groups within it. */
    record Group(ResourceKey group) implements ExportScope {}
}
