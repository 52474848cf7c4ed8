package org.hulian.fhir.validate;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where uploaded StructureDefinitions, ValueSets and CodeSystems come from. */
public interface DefinitionSource {
    /** Stored resources of a type under a canonical URL without version, newest first, as JSON. */
    Uni<List<byte[]>> byUrl(String type, String url);

    /** A word that changes whenever any definition does, on whichever node. */
    Uni<String> state();
}
