package org.hulian.launcher.feed;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What came back for one message.
 *
 * @param accepted the sender may forget the message: it is durable in the hub
 * @param word     {@code AA}, {@code AE}, {@code AR} of an acknowledgement, or the HTTP status
 * @param text     the hub's reason when it was not accepted; else what it notes, such as advice on an order
 */
public record Answer(boolean accepted, String word, String text) {
    private static final int CODE = 1;
    private static final int REASON = 3;

    /** Reads MSA-1 and MSA-3 of an HL7 v2 acknowledgement, and the words of its notes. */
    static Answer ofAcknowledgement(String acknowledgement) {
        String[] segments = acknowledgement.split("[\r\n]+", -1);
        String notes = Arrays.stream(segments)
                .filter(segment -> segment.startsWith("NTE|"))
                .map(segment -> segment.split("\\|", -1))
                .filter(fields -> fields.length > REASON)
                .map(fields -> "\n    " + fields[REASON])
                .collect(Collectors.joining());
        for (String segment : segments) {
            if (segment.startsWith("MSA")) {
                String[] fields = segment.split("\\|", -1);
                String code = fields.length > CODE ? fields[CODE] : "";
                String reason = fields.length > REASON ? fields[REASON] : "";
                return new Answer(code.equals("AA") || code.equals("CA"), code, reason + notes);
            }
        }
        return new Answer(false, "?", "the answer holds no MSA segment");
    }
}
