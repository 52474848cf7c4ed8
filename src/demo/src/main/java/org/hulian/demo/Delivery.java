package org.hulian.demo;

/** Something an institution, a steward or a resident sends to the hub. */
public sealed interface Delivery {

    /** Who sends it: an institution's code or a login. */
    String sender();

    /** Names it in progress and errors; holds nothing about a person but the demo number. */
    String name();

    byte[] bytes();

    /** An HL7 v2 message in the sender's charset, without MLLP framing. */
    record Message(String sender, String name, byte[] bytes) implements Delivery {}

    /** A FHIR transaction bundle as UTF-8 JSON. */
    record Transaction(String sender, String name, byte[] bytes, int resources) implements Delivery {}
}
