package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hulian.fhir.interaction.ReadAlong;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.recognition.withdrawal.Reliance;
import org.hulian.fhir.recognition.withdrawal.Reliances;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.StoredResource;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The operation {@code $relied-on} of a result: who relied on it, when, and whether that still stands. Told in full to
 * who sent the result and to the resident; other institutions learn of their own decisions. The earliest 1,000; a
 * parameter {@code more} says that there are others.
 */
@Singleton
@Path("/fhir")
public class RelianceEndpoint {
    private static final int MOST = 1_000;

    private final Doors doors;
    private final ReadAlong read;
    private final Reliances reliances;
    private final Institutions institutions;

    RelianceEndpoint(Doors doors, ReadAlong read, Reliances reliances, Institutions institutions) {
        this.doors = doors;
        this.read = read;
        this.reliances = reliances;
        this.institutions = institutions;
    }

    /** Of a laboratory result. */
    @GET
    @Path("Observation/{id}/$relied-on")
    public Uni<Response> observation(@RestPath String id, @Context RoutingContext http) {
        return of("Observation", id, http);
    }

    /** Of an examination. */
    @GET
    @Path("DiagnosticReport/{id}/$relied-on")
    public Uni<Response> report(@RestPath String id, @Context RoutingContext http) {
        return of("DiagnosticReport", id, http);
    }

    private Uni<Response> of(String type, String id, RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            ResourceKey key = Exchange.key(type, id);
            return read.by(key, key + "/$relied-on", stored -> told(stored, context), context)
                    .onItem()
                    .transformToUni(told -> doors.answers().json(200, body(told), exchange));
        });
    }

    private Uni<List<Reliance>> told(StoredResource result, RequestContext context) {
        int institution = context.caller().institution();
        boolean all = institution == result.owner()
                || (institution == 0 && context.caller().patient() != null);
        return reliances.on(result.key().toString(), all ? null : institution, MOST + 1);
    }

    private byte[] body(List<Reliance> told) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode list = parameters.putArray("parameter");
        for (Reliance reliance : told.subList(0, Math.min(told.size(), MOST))) {
            ArrayNode parts = list.addObject().put("name", "reliance").putArray("part");
            DecisionParameters.reference(parts, "task", "Task/" + reliance.task());
            DecisionParameters.reference(parts, "order", "ServiceRequest/" + reliance.order());
            institutions
                    .byNumber(reliance.institution())
                    .map(Institution::code)
                    .ifPresent(code -> DecisionParameters.reference(parts, "institution", "Organization/" + code));
            parts.addObject().put("name", "clinician").put("valueString", reliance.clinician());
            parts.addObject().put("name", "item").put("valueCode", reliance.item());
            parts.addObject()
                    .put("name", "since")
                    .put("valueInstant", reliance.since().toString());
            parts.addObject().put("name", "standing").put("valueCode", reliance.standing());
        }
        if (told.size() > MOST) {
            list.addObject().put("name", "more").put("valueBoolean", true);
        }
        if (list.isEmpty()) {
            parameters.remove("parameter");
        }
        return parameters.toString().getBytes(StandardCharsets.UTF_8);
    }
}
