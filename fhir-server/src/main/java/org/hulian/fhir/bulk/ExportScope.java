package org.hulian.fhir.bulk;

import java.util.Set;
import org.hulian.fhir.resource.ResourceKey;

/** Whose records an export covers. */
public sealed interface ExportScope {
    /** Everything. */
    record Everything() implements ExportScope {}

    /**
     * Patients, and what is about them.
     *
     * @param only ids of those that are asked for; none for all
     */
    record Patients(Set<String> only) implements ExportScope {
        public Patients {
            only = Set.copyOf(only);
        }
    }

    /**
     * The patients of a Group and of the Groups within it.
     *
     * @param only ids of those that are asked for; none for all
     */
    record Group(ResourceKey group, Set<String> only) implements ExportScope {
        public Group {
            only = Set.copyOf(only);
        }
    }
}
