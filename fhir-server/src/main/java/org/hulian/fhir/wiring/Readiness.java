package org.hulian.fhir.wiring;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.hulian.fhir.audit.PostgresAuditLog;
import org.hulian.fhir.region.Institutions;

/** Ready means that a request would be answered: databases there, audit writable, region loaded, model warm. */
@org.eclipse.microprofile.health.Readiness
@Singleton
class Readiness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Pool registry;
    private final Pool clinical;
    private final PostgresAuditLog log;
    private final Institutions institutions;
    private final Warmth warmth;

    Readiness(
            @Named("registry") Pool registry,
            @Named("clinical") Pool clinical,
            PostgresAuditLog log,
            Institutions institutions,
            Warmth warmth) {
        this.registry = registry;
        this.clinical = clinical;
        this.log = log;
        this.institutions = institutions;
        this.warmth = warmth;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.combine()
                .all()
                .unis(answers(registry), answers(clinical), up(log.checkpoint()))
                .with((who, what, looked) -> HealthCheckResponse.named("hub")
                        .withData("registry", who)
                        .withData("clinical", what)
                        .withData("audit", looked)
                        .withData("institutions", institutions.all().size())
                        .withData("warm", warmth.isDone())
                        .status(who && what && looked && warmth.isDone())
                        .build());
    }

    private static Uni<Boolean> answers(Pool pool) {
        return up(pool.query("select 1").execute().replaceWithVoid());
    }

    private static Uni<Boolean> up(Uni<Void> probe) {
        return probe.replaceWith(true)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false);
    }
}
