package org.hulian.fhir.subscription;

import java.net.URI;
import java.util.List;

/** How notifications reach a subscriber. */
sealed interface Channel {
    /** By POST to an address; {@code headers} are lines such as {@code Authorization: Bearer x}. */
    record RestHook(URI endpoint, List<String> headers) implements Channel {}

    /** Over a connection the subscriber opens. */
    record WebSocket() implements Channel {}
}
