package org.hulian.fhir.feed;

import java.util.UUID;
import org.hulian.mappers.source.hl7v2.AckCode;

/**
 * The answer to a message.
 *
 * @param acknowledgement a complete ACK message, without framing
 * @param message         id under which the message is kept
 */
record Reply(AckCode code, byte[] acknowledgement, UUID message) {}
