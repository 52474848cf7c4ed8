package org.hulian.fhir.search;

import java.util.List;

/** One alternative of a reference search, <a href="https://hl7.org/fhir/R4/search.html#reference">reference</a>. */
public sealed interface ReferenceValue {
    /** A resource of this server; several types where the text names none. */
    record Local(List<String> types, String id) implements ReferenceValue {}

    /** A resource elsewhere, or a canonical URL. */
    record Url(String url) implements ReferenceValue {}

    /** {@code :identifier}. */
    record Identifier(TokenValue value) implements ReferenceValue {}
}
