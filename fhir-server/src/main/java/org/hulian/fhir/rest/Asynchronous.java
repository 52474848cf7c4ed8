package org.hulian.fhir.rest;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/**
 * Requests answered later, <a href="https://hl7.org/fhir/R4/async.html">asynchronous request pattern</a>.
 */
final class Asynchronous {
    /** One of the preferences, <a href="https://www.rfc-editor.org/rfc/rfc7240#section-4.1">RFC 7240, 4.1</a>. */
    private static final Pattern ASKED = Pattern.compile("(?i)(.*[,;\\s])?respond-async([,;\\s].*)?");

    private Asynchronous() {}

    /** Refuses a request that does not ask to be answered later. */
    static void required(Exchange exchange) {
        String prefer = exchange.header("Prefer");
        if (prefer == null || !ASKED.matcher(prefer).matches()) {
            throw new FailureException(new Failure.NotSupported(
                    "This operation without Prefer: respond-async", List.of("Prefer: respond-async"), 400));
        }
    }

    /** It was begun; {@code address} tells how far it is. */
    static Response accepted(String address) {
        return Response.accepted().header("Content-Location", address).build();
    }

    /** It is still going on. */
    static Response working(String progress) {
        return Response.accepted()
                .header("X-Progress", progress)
                .header("Retry-After", "1")
                .build();
    }
}
