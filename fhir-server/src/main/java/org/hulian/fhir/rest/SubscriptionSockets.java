package org.hulian.fhir.rest;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hulian.fhir.subscription.SubscriptionDesk;

/**
 * Sockets for notifications. A socket that does not bind with a ticket as its first message is closed; nothing else it
 * says is heard.
 */
@Singleton
class SubscriptionSockets {
    private static final String BIND = "bind-with-token ";
    private static final long PATIENCE = 10_000;
    private static final int POLICY = 1008;

    private final SubscriptionDesk desk;
    private final Departure departure;

    SubscriptionSockets(SubscriptionDesk desk, Departure departure) {
        this.desk = desk;
        this.departure = departure;
    }

    void register(@Observes Router router) {
        router.get("/fhir/$subscription-socket").order(100).handler(this::open);
    }

    private void open(RoutingContext http) {
        departure
                .socket(http)
                .onSuccess(socket -> accept(socket, http.vertx()))
                .onFailure(failure -> http.response().setStatusCode(400).end());
    }

    private void accept(ServerWebSocket socket, Vertx vertx) {
        AtomicBoolean bound = new AtomicBoolean();
        vertx.setTimer(PATIENCE, timer -> {
            if (!bound.get() && !socket.isClosed()) {
                socket.close((short) POLICY);
            }
        });
        socket.textMessageHandler(text -> {
            if (bound.getAndSet(true)) {
                return;
            }
            Context context = vertx.getOrCreateContext();
            Consumer<byte[]> sender = json ->
                    context.runOnContext(ignored -> socket.writeTextMessage(new String(json, StandardCharsets.UTF_8)));
            String token = text.startsWith(BIND) ? text.substring(BIND.length()).strip() : "";
            desk.bind(token, sender)
                    .ifPresentOrElse(
                            released -> socket.closeHandler(closed -> released.run()),
                            () -> socket.close((short) POLICY));
        });
    }
}
