package org.hulian.fhir.search;

import java.util.List;
import java.util.UUID;

/** One alternative of a reference search, <a href="https://hl7.org/fhir/R4/search.html#reference">reference</a>. */
public sealed interface ReferenceValue {
    /** A resource of this server; several types where the text names none. */
    record Local(List<String> types, String id) implements ReferenceValue {}

    /** A resource of this server by its row key, as a step of a chain found it. */
    record Row(String type, UUID key) implements ReferenceValue {}

    /** A resource elsewhere, or a canonical URL. */
    record Url(String url) implements ReferenceValue {}

    /** {@code :identifier}. */
    record Identifier(TokenValue value) implements ReferenceValue {}
}
