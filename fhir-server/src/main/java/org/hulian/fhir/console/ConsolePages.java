package org.hulian.fhir.console;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The console's pages: one document for all its addresses, scripts and styles from the hub alone, and in no frame. The
 * files themselves come from {@code META-INF/resources}.
 */
@Singleton
class ConsolePages {
    private static final String HERE = ConsoleSettings.ROOT;
    private static final String DOCUMENT = HERE + "/index.html";
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; " + "frame-ancestors 'none'";

    void register(@Observes Router router) {
        read(router, "/").order(60).handler(http -> ConsoleAnswers.redirect(http, HERE + "/"));
        router.route(HERE + "/*").order(50).handler(ConsolePages::protect);
        read(router, HERE + "/assets/*").order(60).handler(ConsolePages::keep);
        read(router, HERE + "/*").order(70).handler(ConsolePages::document);
    }

    /** An address that is read: HEAD is GET without a body. */
    static Route read(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private static void protect(RoutingContext http) {
        HttpServerResponse response = http.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        http.next();
    }

    /** Their names hold a hash of their content. */
    private static void keep(RoutingContext http) {
        http.response().putHeader("Cache-Control", "public, max-age=31536000, immutable");
        http.next();
    }

    /** Every address without an extension is a page of the same document. */
    private static void document(RoutingContext http) {
        String path = http.request().path();
        if (path.lastIndexOf('.') > path.lastIndexOf('/')) {
            http.next();
        } else {
            http.reroute(DOCUMENT);
        }
    }
}
