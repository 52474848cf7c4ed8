package org.hulian.fhir.rest;

import ca.uhn.fhir.rest.api.SummaryEnum;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.Parameters;
import org.hulian.security.consent.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What a request says beside its body: how to answer, in which language, under which id.
 *
 * @param id request id, repeated in the answer and kept in the audit entry
 */
record Exchange(RoutingContext http, String id, String language, Parameters parameters, View view) {
    /** Parameters that shape the answer and are not part of a search. */
    static final Set<String> SHAPE = Set.of("_format", "_pretty", "_summary", "_elements");

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9.-]{8,64}");
    /** Addresses that are searched: of the server, a type or a compartment. */
    private static final Pattern SEARCHED =
            Pattern.compile("/fhir(/[A-Z][A-Za-z]*(/[^/]+/([A-Z][A-Za-z]*|\\*))?)?(/_search)?/?");

    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    /** Reads the head of a request; a failure is answered as JSON. */
    static Exchange of(RoutingContext http) {
        Parameters parameters = Parameters.parse(http.request().query());
        View view = View.of(parameters, http.request().getHeader("Accept"));
        Exchange exchange = new Exchange(http, requestId(http), language(http), parameters, view);
        if (view.summary() == SummaryEnum.COUNT
                && !exchange.isSearch()
                && exchange.preferences().strict()) {
            throw countOfNothing();
        }
        return exchange;
    }

    /** <a href="https://hl7.org/fhir/R4/search.html#summary">Search only: just return a count.</a> */
    static FailureException countOfNothing() {
        return new FailureException(new Failure.NotSupported(
                "_summary=count outside of a search", List.of("true", "text", "data", "false"), 400));
    }

    private boolean isSearch() {
        String path = http.request().path();
        return path != null && SEARCHED.matcher(path).matches() && (isRead() || path.contains("/_search"));
    }

    private boolean isRead() {
        return http.request().method().equals(HttpMethod.GET) || isHead();
    }

    private boolean isHead() {
        return http.request().method().equals(HttpMethod.HEAD);
    }

    /**
     * Refuses HEAD of what a GET begins or writes: HEAD is safe, <a
     * href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1">RFC 9110, 9.2.1</a>.
     */
    void refuseHead() {
        if (isHead()) {
            throw new FailureException(
                    new Failure.NotSupported("HEAD of what a GET begins or writes", List.of("GET", "POST"), 405));
        }
    }

    /** The id under which a request is known, given by the client or by us. */
    static String requestId(RoutingContext http) {
        String known = http.get("hulian.request");
        return known == null ? "" : known;
    }

    /** Gives the request its id. */
    static String identify(RoutingContext http, Supplier<UUID> ids) {
        String asked = http.request().getHeader("X-Request-Id");
        String id = asked != null && REQUEST_ID.matcher(asked).matches()
                ? asked
                : ids.get().toString();
        http.put("hulian.request", id);
        return id;
    }

    static String language(RoutingContext http) {
        return Language.of(http.request().getHeader("Accept-Language"));
    }

    /** How the answer is shaped, for the link of a next page; begins with an ampersand unless it is empty. */
    static String shape(Parameters given) {
        String shape = new Parameters(given.all().stream()
                        .filter(parameter -> SHAPE.contains(parameter.getKey()))
                        .toList())
                .text();
        return shape.isEmpty() ? "" : "&" + shape;
    }

    RequestContext by(Caller caller) {
        return new RequestContext(caller, id, language);
    }

    @Nullable
    String header(String name) {
        return http.request().getHeader(name);
    }

    Preferences preferences() {
        return Preferences.parse(header("Prefer"));
    }

    /** What each entry of a batch or transaction answers with: as little as possible, unless a preference is given. */
    Preferences.Return entryAnswer() {
        return header("Prefer") == null || !String.valueOf(header("Prefer")).contains("return=")
                ? Preferences.Return.MINIMAL
                : preferences().answer();
    }

    /** The query string as criteria of a conditional request, which must have one. */
    String criteria() {
        String query = http.request().query();
        if (query == null || query.isEmpty()) {
            throw new FailureException(new Failure.NotSupported(
                    http.request().method() + " of a type without criteria",
                    List.of("[type]/[id]", "[type]?[criteria]"),
                    405));
        }
        return query;
    }

    /** The version named by If-Match, or null. */
    @Nullable
    Version ifMatch() {
        String header = header("If-Match");
        if (header == null || header.isBlank()) {
            return null;
        }
        return version(header.strip().replaceFirst("^W/", "").replace("\"", ""))
                .orElseThrow(() ->
                        malformed("If-Match must be a weak ETag such as W/\"3\".", "If-Match 应为弱 ETag，如 W/\"3\"。"));
    }

    /** A type of the address. */
    static ResourceType type(String name) {
        return ResourceTypes.r4()
                .find(name)
                .orElseThrow(() -> new FailureException(
                        new Failure.NotSupported("Resource type " + Shown.of(name), List.of(), 404)));
    }

    /** A type a parameter names: the address is there, whatever it is. */
    static ResourceType typeNamed(String name) {
        return ResourceTypes.r4()
                .find(name)
                .orElseThrow(() -> new FailureException(
                        new Failure.NotSupported("Resource type " + Shown.of(name), List.of(), 400)));
    }

    static ResourceKey key(String type, String id) {
        ResourceType known = type(type);
        if (!ResourceId.isValid(id)) {
            throw new FailureException(new Failure.NotFound(type + "/" + Shown.of(id)));
        }
        return new ResourceKey(known, new ResourceId(id));
    }

    static Optional<Version> version(String text) {
        return VERSION.matcher(text).matches() ? Optional.of(new Version(Integer.parseInt(text))) : Optional.empty();
    }

    static FailureException malformed(String en, String zh) {
        return new FailureException(
                new Failure.Malformed("invalid", List.of(new Failure.Issue("invalid", "", en, zh))));
    }
}
