package org.hulian.fhir.interaction;

import org.hulian.security.consent.Caller;

/**
 * Who asks, and under which request.
 *
 * @param id         request id, also in the answer's {@code X-Request-Id} and in the audit entry
 * @param language   preferred language of messages, {@code zh} or {@code en}
 */
public record RequestContext(Caller caller, String id, String language) {}
