package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.hulian.fhir.interaction.ExportAudit;

/** The audit log with its proofs, for the auditor: a ZIP of entries, checkpoints, manifest and public key. */
@Singleton
@Path("/audit/export")
public class AuditExportEndpoint {
    private final Doors doors;
    private final ExportAudit export;

    AuditExportEndpoint(Doors doors, ExportAudit export) {
        this.doors = doors;
        this.export = export;
    }

    /** The archive; its temporary file is gone when it is sent. */
    @GET
    public Uni<Response> export(@Context RoutingContext http) {
        return doors.openAs(
                "application/zip",
                http,
                (exchange, context) -> export.by(context).map(archive -> {
                    http.addEndHandler(sent -> http.vertx().fileSystem().delete(archive.toString()));
                    return Response.ok(archive.toFile())
                            .header("Content-Type", "application/zip")
                            .header("Content-Disposition", "attachment; filename=\"hulian-audit.zip\"")
                            .build();
                }));
    }
}
