package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.failure.OperationOutcomes;
import org.hulian.fhir.failure.Outcome;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Validate;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.validate.Finding;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * The operation <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">$validate</a>. Its answer is 200
 * whatever the findings are: the validation succeeded, also where the resource did not.
 */
@Singleton
@Path("/fhir")
public class ValidateEndpoint {
    private static final Set<String> OFFERED = Set.of("mode", "profile", "resource");

    private final Doors doors;
    private final OperationInput inputs;
    private final Validate validate;

    ValidateEndpoint(Doors doors, Rendering rendering, Validate validate) {
        this.doors = doors;
        this.inputs = new OperationInput(rendering);
        this.validate = validate;
    }

    /** A resource as sent, alone or in Parameters. */
    @POST
    @Path("{type}/$validate")
    public Uni<Response> sent(@RestPath String type, byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> input(body, exchange)
                        .chain(input -> {
                            byte[] resource = input.resource("resource");
                            if (resource == null) {
                                throw Exchange.malformed("The parameter resource is missing.", "缺少参数 resource。");
                            }
                            return validate.sent(
                                    Exchange.type(type), null, resource, mode(input), profile(input), context);
                        })
                        .chain(findings -> answer(findings, exchange)));
    }

    /** A stored resource. */
    @GET
    @Path("{type}/{id}/$validate")
    public Uni<Response> stored(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return storedOrSent(type, id, OperationInput.NO_BODY, http);
    }

    /** A stored resource, or another state of it as sent. */
    @POST
    @Path("{type}/{id}/$validate")
    public Uni<Response> storedOrSent(
            @RestPath String type, @RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> input(body, exchange)
                        .chain(input -> findings(Exchange.key(type, id), input, context))
                        .chain(findings -> answer(findings, exchange)));
    }

    private Uni<List<Finding>> findings(ResourceKey key, SentParameters input, RequestContext context) {
        ResourceType type = key.type();
        byte[] resource = input.resource("resource");
        return resource == null
                ? validate.stored(key, mode(input), profile(input), context)
                : validate.sent(type, key.id(), resource, mode(input), profile(input), context);
    }

    private Uni<Response> answer(List<Finding> findings, Exchange exchange) {
        boolean chinese = exchange.language().equals("zh");
        List<Outcome.Said> said = findings.isEmpty()
                ? List.of(new Outcome.Said(
                        "information", "informational", "", chinese ? "校验通过。" : "The resource is valid."))
                : findings.stream()
                        .map(finding -> new Outcome.Said(
                                finding.severity().name().toLowerCase(Locale.ROOT),
                                finding.code(),
                                finding.expression(),
                                chinese ? finding.zh() : finding.text()))
                        .toList();
        return doors.answers().json(200, OperationOutcomes.json(said), exchange);
    }

    private Uni<SentParameters> input(byte[] body, Exchange exchange) {
        return inputs.of(body, exchange)
                .invoke(sent -> sent.names().stream()
                        .filter(name -> !OFFERED.contains(name))
                        .findFirst()
                        .ifPresent(unknown -> {
                            throw new FailureException(new Failure.NotSupported(
                                    "parameter " + Shown.of(unknown) + " of this operation",
                                    List.of("mode", "profile", "resource"),
                                    400));
                        }));
    }

    /** One at most, as R4 has it. */
    private static List<String> profile(SentParameters input) {
        String profile = OperationInput.one(input, "profile");
        return profile == null ? List.of() : List.of(profile);
    }

    private static Validate.@Nullable Mode mode(SentParameters input) {
        String mode = OperationInput.one(input, "mode");
        if (mode == null) {
            return null;
        }
        return switch (mode) {
            case "create" -> Validate.Mode.CREATE;
            case "update" -> Validate.Mode.UPDATE;
            case "delete" -> Validate.Mode.DELETE;
            case "profile" -> Validate.Mode.PROFILE;
            default ->
                throw new FailureException(new Failure.NotSupported(
                        "mode " + Shown.of(mode), List.of("create", "update", "delete", "profile"), 400));
        };
    }
}
