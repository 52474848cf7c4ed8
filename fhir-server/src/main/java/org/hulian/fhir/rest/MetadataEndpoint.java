package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** What the server can do, for everybody: <a href="https://hl7.org/fhir/R4/http.html#capabilities">capabilities</a>. */
@Singleton
@Path("/fhir")
public class MetadataEndpoint {
    private final Doors doors;
    private final Capabilities capabilities;
    private final TerminologyStatement terminology;
    private final SmartConfiguration smart;

    MetadataEndpoint(
            Doors doors, Capabilities capabilities, TerminologyStatement terminology, SmartConfiguration smart) {
        this.doors = doors;
        this.capabilities = capabilities;
        this.terminology = terminology;
        this.smart = smart;
    }

    /** The CapabilityStatement, or with {@code mode=terminology} the TerminologyCapabilities. */
    @GET
    @Path("metadata")
    public Uni<Response> metadata(@Context RoutingContext http) {
        return doors.openToAll(
                http,
                exchange -> doors.answers()
                        .json(
                                200,
                                "terminology".equals(exchange.parameters().first("mode"))
                                        ? terminology.json()
                                        : capabilities.json(),
                                exchange));
    }

    /** Where to sign in, <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART</a>. */
    @GET
    @Path(".well-known/smart-configuration")
    public Uni<Response> smart(@Context RoutingContext http) {
        return Uni.createFrom()
                .item(Response.ok(smart.json())
                        .header("Content-Type", "application/json;charset=utf-8")
                        .build());
    }
}
