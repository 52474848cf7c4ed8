package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.indicator.Evaluate;
import org.hulian.fhir.interaction.RequestContext;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The operation <a href="https://hl7.org/fhir/R4/measure-operation-evaluate-measure.html">evaluate-measure</a> for the
 * figures of mutual recognition.
 */
@Singleton
@Path("/fhir")
public class EvaluateEndpoint {
    private final Doors doors;
    private final OperationInput input;
    private final Evaluate evaluate;
    private final MeasureParameters parameters;

    EvaluateEndpoint(Doors doors, Rendering rendering, Evaluate evaluate, MeasureParameters parameters) {
        this.doors = doors;
        this.input = new OperationInput(rendering);
        this.evaluate = evaluate;
        this.parameters = parameters;
    }

    /** The measure is named by a parameter, or there is only one. */
    @GET
    @Path("Measure/$evaluate-measure")
    public Uni<Response> type(@Context RoutingContext http) {
        return typeByPost(OperationInput.NO_BODY, http);
    }

    /** The measure is named by its id. */
    @GET
    @Path("Measure/{id}/$evaluate-measure")
    public Uni<Response> instance(@RestPath String id, @Context RoutingContext http) {
        return instanceByPost(id, OperationInput.NO_BODY, http);
    }

    /** The same with Parameters. */
    @POST
    @Path("Measure/$evaluate-measure")
    public Uni<Response> typeByPost(byte[] body, @Context RoutingContext http) {
        return instanceByPost(Evaluate.MEASURE, body, http);
    }

    /** The same with Parameters. */
    @POST
    @Path("Measure/{id}/$evaluate-measure")
    public Uni<Response> instanceByPost(@RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            known(id);
            return input.ofParameters(body, exchange)
                    .chain(sent -> report(MeasureParameters.plain(sent), exchange, context));
        });
    }

    private Uni<Response> report(Map<String, String> sent, Exchange exchange, RequestContext context) {
        MeasureParameters.Asked asked = parameters.read(sent);
        return evaluate.by(asked.query(), asked.subject(), "Measure/$evaluate-measure?" + asked.text(), context)
                .onItem()
                .transformToUni(report -> doors.answers().json(200, report, exchange));
    }

    private static void known(String id) {
        if (!id.equals(Evaluate.MEASURE)) {
            throw new FailureException(new Failure.NotFound("Measure/" + Shown.of(id)));
        }
    }
}
