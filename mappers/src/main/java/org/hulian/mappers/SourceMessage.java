package org.hulian.mappers;

import java.time.Instant;
import java.util.UUID;

/**
 * A feed message as it was received.
 *
 * @param id       the feed's id of the message; `Binary/<id>` holds the bytes
 * @param bytes    exactly as sent, without transport framing
 * @param received when the feed had it
 */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through untouched; nobody compares by them
public record SourceMessage(UUID id, byte[] bytes, Instant received) {}
