package org.hulian.demo.ordering;

/** What a doctor does with an order that earlier results could answer. */
public sealed interface Choice {
    /** Relies on every result the hub recognises. */
    record Recognise() implements Choice {}

    /**
     * Has it done again.
     *
     * @param reason one of the six lawful ones
     * @param words  the doctor's own, where the reason needs them, else empty
     */
    record Repeat(String reason, String words) implements Choice {}

    /** Orders it without a word. */
    record Nothing() implements Choice {}
}
