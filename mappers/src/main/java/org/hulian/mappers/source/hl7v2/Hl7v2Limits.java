package org.hulian.mappers.source.hl7v2;

/**
 * What one message may hold; past a limit it is refused with the limit and what was found.
 *
 * @param bytes       size of the message without framing
 * @param segments    segments of one message
 * @param fields      fields of one segment
 * @param repetitions repetitions of one field
 */
public record Hl7v2Limits(int bytes, int segments, int fields, int repetitions) {

    public static final Hl7v2Limits DEFAULT = new Hl7v2Limits(8 * 1024 * 1024, 10_000, 500, 200);
}
