package org.hulian.fhir.rest;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of serving: sockets are told that the hub goes away, requests in flight are answered, then it may stop. The
 * framework's own way counts a request that became a socket as one that is never answered, and waits for it to the last
 * second.
 */
public final class Departure {
    /** Going away, <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1">RFC 6455, 7.4.1</a>. */
    private static final short GOING_AWAY = 1001;

    /** How long other ends have to close their sockets, too. */
    private static final Duration COURTESY = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Set<HttpServerRequest> answering = ConcurrentHashMap.newKeySet();
    private final Set<ServerWebSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Duration patience;
    private volatile boolean leaving;

    /**
     * Nothing in flight.
     *
     * @param patience how long requests in flight have, when it ends
     */
    public Departure(Duration patience) {
        this.patience = patience;
    }

    /** A request, until its answer is out or its connection gone. */
    void enter(RoutingContext http) {
        HttpServerRequest request = http.request();
        if (answering.add(request)) {
            http.addEndHandler(ended -> answering.remove(request));
        }
        if (leaving && request.version() != HttpVersion.HTTP_2) {
            http.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            http.addEndHandler(ended -> request.connection().close());
        }
        http.next();
    }

    /** The socket a request becomes; once the hub goes away there is none. */
    Future<ServerWebSocket> socket(RoutingContext http) {
        HttpServerRequest request = http.request();
        return leaving
                ? Future.failedFuture("the hub goes away")
                : request.toWebSocket().onSuccess(socket -> {
                    answering.remove(request);
                    sockets.add(socket);
                    // Whoever listens to the socket sets its close handler; its end is seen here all the same.
                    socket.endHandler(ended -> sockets.remove(socket));
                    if (leaving) {
                        socket.close(GOING_AWAY);
                    }
                });
    }

    /** Returns when everything is answered and all sockets are closed, or when it has taken too long. */
    public void leave() {
        leaving = true;
        sockets.forEach(socket -> socket.close(GOING_AWAY));
        await(sockets, COURTESY);
        await(answering, patience);
    }

    /** How many requests are being answered. */
    int inFlight() {
        return answering.size();
    }

    private static void await(Set<?> left, Duration atMost) {
        long begun = System.nanoTime();
        while (!left.isEmpty() && System.nanoTime() - begun < atMost.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
