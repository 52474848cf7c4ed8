package org.hulian.fhir.rest;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/**
 * Requests answered later, <a href="https://hl7.org/fhir/R4/async.html">asynchronous request pattern</a>.
 */
final class Asynchronous {
    private Asynchronous() {}

    /** Refuses a request that does not ask to be answered later. */
    static void required(Exchange exchange) {
        String prefer = exchange.header("Prefer");
        if (prefer == null || !prefer.toLowerCase(Locale.ROOT).contains("respond-async")) {
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
