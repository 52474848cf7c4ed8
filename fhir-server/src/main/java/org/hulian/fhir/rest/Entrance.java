package org.hulian.fhir.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.UuidV7;
import org.jspecify.annotations.Nullable;

/**
 * What is decided before any endpoint sees a request: its id, the headers every answer carries, and the requests that
 * have no business here at all.
 */
@Singleton
class Entrance {
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** Anything else could be read as another path by something in between. */
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9_.$@=+-]+)+/?");

    private static final List<String> OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private final Doors doors;
    private final Departure departure;
    private final UuidV7 ids;
    private final long limit;

    Entrance(
            Doors doors,
            Departure departure,
            UuidV7 ids,
            @ConfigProperty(name = "hulian.limits.body", defaultValue = "5242880") long limit) {
        this.doors = doors;
        this.departure = departure;
        this.ids = ids;
        this.limit = limit;
    }

    void register(@Observes Filters filters) {
        filters.register(departure::enter, 1_001);
        filters.register(this::enter, 1_000);
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).handler(http -> refuse(http, nothingAt(http)));
        router.route("/fhir/*").failureHandler(http -> refuse(http, failure(http)));
    }

    private void enter(RoutingContext http) {
        HttpServerRequest request = http.request();
        http.response()
                .putHeader("X-Request-Id", Exchange.identify(http, ids))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store");
        if (!METHODS.contains(request.method())
                || OVERRIDES.stream().anyMatch(name -> request.getHeader(name) != null)) {
            refuse(
                    http,
                    new FailureException(new Failure.NotSupported(
                            "This method", List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"), 405)));
        } else if (!isPlain(request.path())) {
            String operation = operation(request);
            if (operation == null) {
                refuse(http, nothingAt(http));
            } else {
                http.reroute(operation);
            }
        } else if (RawQuery.needsEscapes(request.query())) {
            http.reroute(request.path() + "?" + RawQuery.escaped(String.valueOf(request.query())));
        } else if (isTooLong(request)) {
            refuse(http, new FailureException(new Failure.TooLong("The body", limit)));
        } else if (isPacked(request)) {
            refuse(
                    http,
                    new FailureException(
                            new Failure.NotSupported("This Content-Encoding", List.of("gzip", "deflate"), 415)));
        } else {
            http.next();
        }
    }

    /** What can be unpacked arrives without the header. */
    private static boolean isPacked(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean isPlain(String path) {
        // The one place of a star: all types of a compartment.
        String plain = path != null && path.endsWith("/*") ? path.substring(0, path.length() - 1) : path;
        if (plain == null || !PATH.matcher(plain).matches()) {
            return false;
        }
        for (String step : plain.split("/", -1)) {
            if (step.equals("..") || step.equals(".")) {
                return false;
            }
        }
        return true;
    }

    /**
     * The address with the dollars of operations' names as they are; null where anything else is escaped. Clients may
     * write {@code %24}, which is the same by RFC 3986, 2.4; no other escape is part of an address here.
     */
    private static @Nullable String operation(HttpServerRequest request) {
        String path = request.path();
        if (path == null || !path.contains("/%24")) {
            return null;
        }
        String plain = path.replace("/%24", "/$");
        if (!isPlain(plain)) {
            return null;
        }
        String query = request.query();
        return query == null ? plain : plain + "?" + query;
    }

    private boolean isTooLong(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && (length.length() > 18 || Long.parseLong(length) > limit);
    }

    private static FailureException nothingAt(RoutingContext http) {
        return new FailureException(
                new Failure.NotFound(Shown.of(String.valueOf(http.request().path()))));
    }

    private Throwable failure(RoutingContext http) {
        if (http.failure() != null) {
            return http.failure();
        }
        return switch (http.statusCode()) {
            case 404 -> nothingAt(http);
            case 413 -> new FailureException(new Failure.TooLong("The body", limit));
            case 405 -> new FailureException(new Failure.NotSupported("This method", List.of(), 405));
            default -> Exchange.malformed("The request cannot be read.", "请求无法读取，请更正。");
        };
    }

    private void refuse(RoutingContext http, Throwable failure) {
        if (http.response().headWritten()) {
            return;
        }
        doors.failed(failure, null, http)
                .subscribe()
                .with(
                        answer -> send(http, answer),
                        fault -> http.response().setStatusCode(500).end());
    }

    /** An answer made outside of the endpoints. */
    static void send(RoutingContext http, Response answer) {
        http.response().setStatusCode(answer.getStatus());
        answer.getStringHeaders().forEach((name, values) -> http.response().putHeader(name, values));
        Object entity = answer.getEntity();
        if (entity instanceof byte[] bytes && !http.request().method().equals(HttpMethod.HEAD)) {
            http.response().end(Buffer.buffer(bytes));
        } else {
            http.response().end();
        }
    }
}
