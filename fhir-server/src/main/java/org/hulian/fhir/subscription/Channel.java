package org.hulian.fhir.subscription;

import java.net.URI;
import java.util.List;

/** How notifications reach a subscriber. */
sealed interface Channel {
    /**
     * By POST to an address.
     *
     * @param headers lines such as {@code Authorization: Bearer x}
     * @param timeout seconds a delivery may take, 0 for as long as the hub allows
     */
    record RestHook(URI endpoint, List<String> headers, int timeout) implements Channel {}

    /** Over a connection the subscriber opens. */
    record WebSocket() implements Channel {}
}
