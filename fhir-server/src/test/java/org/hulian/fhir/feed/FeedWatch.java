package org.hulian.fhir.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hulian.fhir.testing.Calls;

/** Waits, as a steward would, until the feed of a whole hub has done something. */
final class FeedWatch {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private FeedWatch() {}

    /** The message under a control id, once it is worked off. */
    static JsonNode processed(Calls steward, String controlId) {
        JsonNode[] found = new JsonNode[1];
        until("message " + controlId + " is processed", () -> {
            for (JsonNode message :
                    steward.get("/feed/messages?count=200").json().path("messages")) {
                if (message.path("controlId").asText().equals(controlId)
                        && !message.path("status").asText().matches("received|deferred")) {
                    found[0] = message;
                }
            }
            return found[0] != null;
        });
        return found[0];
    }

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited too long until " + what);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}
