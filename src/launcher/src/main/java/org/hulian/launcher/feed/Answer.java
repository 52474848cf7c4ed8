package org.hulian.launcher.feed;

/**
 * What came back for one message.
 *
 * @param accepted the sender may forget the message: it is durable in the hub
 * @param word     {@code AA}, {@code AE}, {@code AR} of an acknowledgement, or the HTTP status
 * @param text     the hub's reason when it was not accepted
 */
public record Answer(boolean accepted, String word, String text) {
    private static final int CODE = 1;
    private static final int REASON = 3;

    /** Reads MSA-1 and MSA-3 of an HL7 v2 acknowledgement. */
    static Answer ofAcknowledgement(String acknowledgement) {
        for (String segment : acknowledgement.split("[\r\n]+", -1)) {
            if (segment.startsWith("MSA")) {
                String[] fields = segment.split("\\|", -1);
                String code = fields.length > CODE ? fields[CODE] : "";
                return new Answer(
                        code.equals("AA") || code.equals("CA"), code, fields.length > REASON ? fields[REASON] : "");
            }
        }
        return new Answer(false, "?", "the answer holds no MSA segment");
    }
}
