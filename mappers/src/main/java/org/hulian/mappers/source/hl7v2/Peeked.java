package org.hulian.mappers.source.hl7v2;

/** What the header of a message says, or why it has none. */
public sealed interface Peeked {

    /**
     * The header, enough to file, route and acknowledge a message without reading the rest.
     *
     * @param charset MSH-18 as sent, empty when it was not
     */
    record Envelope(
            String type,
            String trigger,
            String version,
            String controlId,
            String sendingApplication,
            String sendingFacility,
            String receivingApplication,
            String receivingFacility,
            String processingId,
            String charset,
            Delimiters delimiters)
            implements Peeked {

        /** MSH-4.1, by which senders are known. */
        public String facilityName() {
            int end = delimiters.component() == 0 ? -1 : sendingFacility.indexOf(delimiters.component());
            return end < 0 ? sendingFacility : sendingFacility.substring(0, end);
        }
    }

    record Broken(String en, String zh) implements Peeked {}
}
