package org.hulian.fhir.search;

import java.util.List;

/** A condition that no index decides: it is looked for in the resources the other conditions leave. */
public sealed interface Sift {
    /** Alternatives; what one of them means is each condition's own. */
    List<String> anyOf();

    /** {@code _text}: all words of an alternative stand in the narrative. */
    record Narrative(List<String> anyOf) implements Sift {}

    /** {@code _content}: all words of an alternative stand anywhere in the resource. */
    record Content(List<String> anyOf) implements Sift {}

    /** {@code :text} of a token: the text beside a code begins with it, or one of its words does. */
    record Display(List<String> anyOf) implements Sift {}

    /** {@code :below} of a URI. */
    record UrlBelow(List<String> anyOf) implements Sift {}
}
