package org.hulian.fhir.search;

/** One alternative of a token search, <a href="https://hl7.org/fhir/R4/search.html#token">search.html#token</a>. */
public sealed interface TokenValue {
    /** {@code code}: in any system or none. */
    record AnySystem(String code) implements TokenValue {}

    /** {@code system|code}. */
    record Exact(String system, String code) implements TokenValue {}

    /** {@code |code}: without a system. */
    record NoSystem(String code) implements TokenValue {}

    /** {@code system|}: any code of the system. */
    record AnyCode(String system) implements TokenValue {}

    /** {@code :of-type}: an identifier whose type has this code. */
    record OfType(String system, String code, String value) implements TokenValue {}
}
