package org.hulian.mappers.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map from a segment or datatype to a FHIR type.
 *
 * @param id       `segments/OBX` or `datatypes/CX-Identifier`
 * @param source   segment or datatype name: the id's last part up to its first hyphen
 * @param to       FHIR type
 * @param key      alternatives of the natural key, for datatype maps that make resources
 * @param display  function giving Reference.display, for the same
 * @param unmapped from field (`OBX-9`) or component (`2`) to the reason
 */
public record TypeMap(
        String id,
        String source,
        String to,
        List<Row> rows,
        Condition when,
        List<List<KeyPart>> key,
        @Nullable String display,
        Map<String, String> unmapped,
        Location at) {}
