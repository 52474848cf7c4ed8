package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.hulian.fhir.bundle.ParametersReader;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.search.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The input of an operation: parameters of the URL or of a form, those of a Parameters resource, or one resource as the
 * body, which then has the name {@code resource}. An operation that can be called by GET is the one by POST with
 * nothing in its body.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html#request">executing an operation</a>
 */
final class OperationInput {
    /** What a GET has for a body. */
    static final byte[] NO_BODY = {};

    private final SentBody bodies;

    OperationInput(Rendering rendering) {
        this.bodies = new SentBody(rendering);
    }

    /** All there is; the values of the URL first. */
    Uni<SentParameters> of(byte[] body, Exchange exchange) {
        return json(body, exchange).map(json -> {
            SentParameters query = query(exchange);
            if (json.length == 0) {
                return query;
            }
            return ParametersReader.isParameters(json)
                    ? query.and(ParametersReader.read(json))
                    : query.and(SentParameters.resource("resource", json));
        });
    }

    /** The same for an operation whose body is Parameters. */
    Uni<SentParameters> ofParameters(byte[] body, Exchange exchange) {
        return json(body, exchange)
                .map(json ->
                        json.length == 0 ? query(exchange) : query(exchange).and(ParametersReader.read(json)));
    }

    /** An operation whose parameters are plain values, however they came. */
    interface Operation {
        /** Its answer. */
        Uni<Response> of(Parameters given, Exchange exchange, RequestContext context);
    }

    /** The work of such an operation: by POST with its body, by GET with {@link #NO_BODY}. */
    BiFunction<Exchange, RequestContext, Uni<Response>> plain(byte[] body, Operation operation) {
        return (exchange, context) -> primitives(body, exchange).chain(given -> operation.of(given, exchange, context));
    }

    /** Its plain values, as the parameters of a URL are; another value is refused, for nobody would look at it. */
    Uni<Parameters> primitives(byte[] body, Exchange exchange) {
        return ofParameters(body, exchange).map(sent -> {
            requirePlain(sent, sent.names());
            return primitives(sent, exchange);
        });
    }

    /** The one plain value of a parameter, or null. */
    static @Nullable String one(SentParameters sent, String name) {
        requirePlain(sent, List.of(name));
        List<String> values = sent.all(name);
        if (values.size() > 1) {
            throw Exchange.malformed("The parameter " + name + " can be given once only.", "参数 " + name + " 只能给出一次。");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Refuses another kind of value of these, for nobody would look at it. */
    static void requirePlain(SentParameters sent, Collection<String> names) {
        sent.names().stream()
                .filter(names::contains)
                .filter(sent::isMore)
                .findFirst()
                .ifPresent(name -> {
                    throw Exchange.malformed(
                            "The parameter " + Shown.of(name) + " must have a plain value, such as a valueString.",
                            "参数 " + Shown.of(name) + " 应为简单类型的值，例如 valueString。");
                });
    }

    /** Plain values with what shapes the answer, which only the URL says. */
    static Parameters primitives(SentParameters sent, Exchange exchange) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        exchange.parameters().all().stream()
                .filter(parameter -> Exchange.SHAPE.contains(parameter.getKey()))
                .forEach(all::add);
        sent.values().forEach((name, values) -> values.forEach(value -> all.add(Map.entry(name, value))));
        return new Parameters(all);
    }

    /** Refuses what the operation does not have. */
    static void refuseUnknown(Parameters given, Set<String> offered) {
        given.without(Exchange.SHAPE).without(offered).all().stream()
                .findFirst()
                .ifPresent(unknown -> {
                    throw new FailureException(new Failure.NotSupported(
                            "parameter " + Shown.of(unknown.getKey()) + " of this operation",
                            offered.stream().sorted().toList(),
                            400));
                });
    }

    /** Refuses a second value of what has one, for nobody would look at it. */
    static void refuseRepeated(Parameters given, Set<String> single) {
        given.byName().forEach((name, values) -> {
            if (single.contains(name) && values.size() > 1) {
                throw Exchange.malformed(
                        "The parameter " + name + " can be given once only.", "参数 " + name + " 只能给出一次。");
            }
        });
    }

    private Uni<byte[]> json(byte[] body, Exchange exchange) {
        return body.length == 0 ? Uni.createFrom().item(body) : bodies.json(body, exchange);
    }

    private static SentParameters query(Exchange exchange) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        exchange.parameters()
                .without(Exchange.SHAPE)
                .all()
                .forEach(parameter -> values.computeIfAbsent(parameter.getKey(), name -> new ArrayList<>())
                        .add(parameter.getValue()));
        return SentParameters.of(values);
    }
}
