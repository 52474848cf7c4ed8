package org.hulian.fhir.feed;

import org.hulian.mappers.source.hl7v2.Hl7v2Envelope;

/** A message to be tried. */
public sealed interface TriedMessage {
    /** Its bytes; {@code defaultCharset} (table 0211) is that of a text that names none. */
    byte[] bytes(String defaultCharset);

    /** As text. */
    record Text(String text) implements TriedMessage {
        @Override
        public byte[] bytes(String defaultCharset) {
            return Hl7v2Envelope.encode(text, defaultCharset);
        }
    }

    /** As it goes over the wire. */
    @SuppressWarnings("ArrayRecordComponent") // bytes pass through untouched; nobody compares by them
    record Wire(byte[] sent) implements TriedMessage {
        @Override
        public byte[] bytes(String defaultCharset) {
            return sent;
        }
    }
}
