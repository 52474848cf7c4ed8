package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;

/** The body of a request as JSON; XML takes the detour by the model. */
final class SentBody {
    private final Rendering rendering;

    SentBody(Rendering rendering) {
        this.rendering = rendering;
    }

    Uni<byte[]> json(byte[] body, Exchange exchange) {
        return switch (Format.sent(exchange.header("Content-Type"))) {
            case JSON -> Uni.createFrom().item(body);
            case XML -> rendering.jsonOf(body);
        };
    }
}
