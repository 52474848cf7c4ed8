package org.hulian.mappers.source.hl7v2;

/** What reading the bytes of a message came to. */
public sealed interface Parsed permits Hl7v2Message, Parsed.Failure {

    /**
     * Why the bytes are not a message that can be read.
     *
     * @param code     stable word, upper snake case
     * @param location segment and field, or byte offset, as `MSH-18` or `byte 214`
     */
    record Failure(String code, String location, String en, String zh) implements Parsed {}
}
