package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.failure.OperationOutcomes;
import org.hulian.fhir.failure.Outcome;
import org.hulian.fhir.failure.Outcomes;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.store.StoredResource;
import org.jspecify.annotations.Nullable;

/** Makes responses; the headers are those of <a href="https://hl7.org/fhir/R4/http.html#versioning">FHIR's HTTP</a>. */
public final class Answers {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final Rendering rendering;
    private final String base;

    /** Renders below a base URL. */
    public Answers(Rendering rendering, String base) {
        this.rendering = rendering;
        this.base = base;
    }

    /** The absolute base of every link. */
    String base() {
        return base;
    }

    /** One resource as it is read. */
    Uni<Response> resource(StoredResource resource, Exchange exchange) {
        String etag = etag(resource.version());
        if (isUnchanged(resource, exchange)) {
            return Uni.createFrom().item(unchanged(resource));
        }
        if (exchange.view().format() == Format.JSON
                && exchange.view().isWhole()
                && !exchange.view().pretty()) {
            return Uni.createFrom().item(resource(resource, resource.body(), exchange, etag));
        }
        return rendering.as(exchange.view(), resource.body()).map(body -> resource(resource, body, exchange, etag));
    }

    /** A resource after a write, with headers already given. */
    Uni<Response> body(Response.ResponseBuilder response, StoredResource resource, Exchange exchange) {
        return rendering
                .as(exchange.view(), resource.body())
                .map(body -> response.header(
                                "Content-Type", exchange.view().format().contentType())
                        .entity(body)
                        .build());
    }

    /** Bytes of a resource of our own making, such as a Bundle. */
    Uni<Response> json(int status, byte[] json, Exchange exchange) {
        return rendering
                .as(exchange.view(), json)
                .map(body -> Response.status(status)
                        .header("Content-Type", exchange.view().format().contentType())
                        .entity(body)
                        .build());
    }

    /** Bytes of a resource in the view a query string asks for, always JSON. */
    Uni<byte[]> viewed(byte[] json, Parameters parameters) {
        View asked = View.of(parameters.without(Set.of("_format")), null);
        return rendering.as(asked, json);
    }

    /** Information about what was done, where no resource is wanted. */
    Uni<Response> done(Response.ResponseBuilder response, String text, Exchange exchange) {
        byte[] outcome = OperationOutcomes.json(List.of(new Outcome.Said("information", "informational", "", text)));
        return rendering
                .as(
                        new View(exchange.view().format(), exchange.view().pretty(), View.STORED.summary(), Set.of()),
                        outcome)
                .map(body -> response.header(
                                "Content-Type", exchange.view().format().contentType())
                        .entity(body)
                        .build());
    }

    /** A failure, or a fault whose id is all that is told. */
    Uni<Response> failure(Failure failure, @Nullable Exchange exchange, String language) {
        Outcome outcome = Outcomes.of(failure, language);
        Response.ResponseBuilder response = Response.status(outcome.status());
        switch (failure) {
            case Failure.Unauthenticated refused -> response.header("WWW-Authenticate", challenge(refused));
            case Failure.Unavailable unavailable -> response.header("Retry-After", "5");
            case Failure.TooMany many -> response.header("Retry-After", "60");
            case Failure.TooSlow slow -> response.header("Retry-After", "30");
            case Failure.TooLong large -> response.header("Connection", "close");
            default -> {
                // Status and body say it all.
            }
        }
        return outcome(outcome, response, exchange);
    }

    Uni<Response> outcome(Outcome outcome, Response.ResponseBuilder response, @Nullable Exchange exchange) {
        byte[] json = OperationOutcomes.json(outcome.issues());
        Format format = exchange == null ? Format.JSON : exchange.view().format();
        boolean pretty = exchange != null && exchange.view().pretty();
        return rendering
                .as(new View(format, pretty, View.STORED.summary(), Set.of()), json)
                .map(body -> response.header("Content-Type", format.contentType())
                        .entity(body)
                        .build());
    }

    static String etag(Version version) {
        return "W/\"" + version.number() + "\"";
    }

    static String date(Instant instant) {
        return HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static Response resource(StoredResource resource, byte[] body, Exchange exchange, String etag) {
        return Response.ok()
                .header("Content-Type", exchange.view().format().contentType())
                .header("ETag", etag)
                .header("Last-Modified", date(resource.updated()))
                .entity(body)
                .build();
    }

    /** What a conditional read answers where nothing changed. */
    static Response unchanged(StoredResource resource) {
        return Response.status(304)
                .header("ETag", etag(resource.version()))
                .header("Last-Modified", date(resource.updated()))
                .build();
    }

    /** Whether the caller knows this version, <a href="https://hl7.org/fhir/R4/http.html#cread">conditional read</a>. */
    static boolean isUnchanged(StoredResource resource, Exchange exchange) {
        String etag = etag(resource.version());
        Instant updated = resource.updated();
        String known = exchange.header("If-None-Match");
        if (known != null) {
            return isKnown(known, etag);
        }
        String since = exchange.header("If-Modified-Since");
        if (since == null) {
            return false;
        }
        try {
            Instant asked = Instant.from(HTTP_DATE.parse(since));
            return !updated.truncatedTo(ChronoUnit.SECONDS).isAfter(asked);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Whether {@code If-None-Match} names the version, compared weakly as RFC 9110, 13.1.2 has it. */
    static boolean isKnown(String ifNoneMatch, String etag) {
        return ifNoneMatch.strip().equals("*")
                || Stream.of(ifNoneMatch.strip().split("\\s*,\\s*", -1))
                        .anyMatch(each -> each.equals(etag) || each.equals(etag.substring(2)));
    }

    private static String challenge(Failure.Unauthenticated refused) {
        return refused.code().equals("login")
                ? "Bearer realm=\"hulian\""
                : "Bearer realm=\"hulian\", error=\"invalid_token\"";
    }

    static FailureException notModifiable(String what) {
        return new FailureException(new Failure.NotSupported(what, List.of(), 405));
    }
}
