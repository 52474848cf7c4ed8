package org.hulian.fhir.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.hulian.mappers.Problem;
import org.hulian.mappers.source.hl7v2.AckCode;
import org.hulian.mappers.source.hl7v2.AckError;
import org.hulian.mappers.source.hl7v2.Hl7v2Envelope;
import org.hulian.mappers.source.hl7v2.Peeked;
import org.jspecify.annotations.Nullable;

/**
 * What came in, with its header if it has one.
 *
 * @param envelope null when there is no readable header
 */
record Letter(byte[] bytes, byte[] sha256, Origin origin, Instant received, Peeked.@Nullable Envelope envelope) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").withZone(ZoneOffset.UTC);

    /** Application error, HL7 table 0357. */
    private static final String APPLICATION_ERROR = "207";

    static Letter of(byte[] bytes, Origin origin, Instant received) {
        Peeked.Envelope envelope = Hl7v2Envelope.peek(bytes) instanceof Peeked.Envelope found ? found : null;
        return new Letter(bytes, MessageIds.sha256(bytes), origin, received, envelope);
    }

    String controlId() {
        return envelope == null ? "" : envelope.controlId();
    }

    String type() {
        return envelope == null ? "" : envelope.type() + "^" + envelope.trigger();
    }

    Reply reply(AckCode code, @Nullable Problem problem, UUID message, Instant at) {
        Peeked.Envelope header = envelope;
        if (header == null) {
            return new Reply(code, withoutHeader(code, problem, at), message);
        }
        AckError error = problem == null ? null : AckError.at(problem.location(), APPLICATION_ERROR, problem.en());
        return new Reply(code, Hl7v2Envelope.acknowledge(header, code, error, at), message);
    }

    private static byte[] withoutHeader(AckCode code, @Nullable Problem problem, Instant at) {
        String text = "MSH|^~\\&|||||" + STAMP.format(at) + "||ACK||P|2.5\rMSA|" + code + "||"
                + (problem == null ? "" : problem.en()) + "\r";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
