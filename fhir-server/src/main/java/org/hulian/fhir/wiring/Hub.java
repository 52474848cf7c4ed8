package org.hulian.fhir.wiring;

import ca.uhn.fhir.context.FhirContext;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.hulian.fhir.audit.AuditChain;
import org.hulian.fhir.audit.AuditEventStore;
import org.hulian.fhir.audit.Checkpoints;
import org.hulian.fhir.audit.PatientNames;
import org.hulian.fhir.audit.PostgresAuditLog;
import org.hulian.fhir.caller.Callers;
import org.hulian.fhir.caller.SigningKeys;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.region.InstitutionsFile;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.JoinLimits;
import org.hulian.fhir.search.SearchLimits;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.TermParser;
import org.hulian.fhir.store.postgres.DatabasePools;
import org.hulian.security.audit.CheckpointSigner;
import org.hulian.security.consent.AccessPolicy;
import org.hulian.security.crypto.KeyFile;
import org.hulian.security.identity.AccessTokenVerifier;

/** Objects the whole hub shares: time, keys, region, pools, the log, callers. */
class Hub {
    /** The region's time zone, for dates without one. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final HulianConfig config;

    Hub(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    UuidV7 ids(Clock clock) {
        return new UuidV7(clock, new SecureRandom());
    }

    @Produces
    @Singleton
    KeyFile keys() {
        return KeyFile.load(config.keys().file());
    }

    @Produces
    @Singleton
    FhirContext fhir() {
        return FhirContext.forR4Cached();
    }

    @Produces
    @Singleton
    Institutions institutions() {
        return InstitutionsFile.read(config.region().resolve("institutions.yaml"));
    }

    @Produces
    @Singleton
    AccessPolicy policy(Institutions institutions) {
        return RegionPolicy.read(config.region(), institutions);
    }

    @Produces
    @Singleton
    @Named("registry")
    Pool registry(Vertx vertx) {
        return open(vertx, config.db().registry());
    }

    @Produces
    @Singleton
    @Named("clinical")
    Pool clinical(Vertx vertx) {
        return open(vertx, config.db().clinical());
    }

    @Produces
    @Singleton
    @Named("audit")
    Pool audit(Vertx vertx) {
        return open(vertx, config.db().audit());
    }

    @Produces
    @Singleton
    @Named("audit-direct")
    Pool auditDirect(Vertx vertx) {
        return open(vertx, config.db().audit(), DatabasePools.Plans.ONCE);
    }

    @Produces
    @Singleton
    @Named("registry-direct")
    Pool registryDirect(Vertx vertx) {
        return open(vertx, config.db().registry(), DatabasePools.Plans.ONCE);
    }

    @Produces
    @Singleton
    @Named("clinical-direct")
    Pool clinicalDirect(Vertx vertx) {
        return open(vertx, config.db().clinical(), DatabasePools.Plans.ONCE);
    }

    private Pool open(Vertx vertx, DatabasesConfig.Database database) {
        return open(vertx, database, DatabasePools.Plans.EACH_TIME);
    }

    private Pool open(Vertx vertx, DatabasesConfig.Database database, DatabasePools.Plans plans) {
        return DatabasePools.open(
                io.vertx.mutiny.core.Vertx.newInstance(vertx),
                new DatabasePools.Address(
                        database.host(),
                        database.port(),
                        database.database(),
                        database.user(),
                        database.password(),
                        database.connections()),
                Duration.ofSeconds(config.limits().statementSeconds()),
                plans);
    }

    @Produces
    @Singleton
    PostgresAuditLog log(@Named("audit-direct") Pool audit, KeyFile keys, Clock clock) {
        CheckpointSigner signer =
                new CheckpointSigner(keys.audit().id(), keys.audit().privateKey());
        return new PostgresAuditLog(new AuditChain(audit, 1), new Checkpoints(signer, clock));
    }

    @Produces
    @Singleton
    AuditEventStore events(@Named("audit") Pool audit, @Named("registry") Pool registry) {
        return new AuditEventStore(audit, new PatientNames(registry), config.baseUrl());
    }

    @Produces
    @Singleton
    SigningKeys signingKeys(Vertx vertx, Clock clock) {
        return new SigningKeys(new KeyFetch(vertx, config.oidc().jwksUrl()), clock);
    }

    @Produces
    @Singleton
    Callers callers(SigningKeys keys, Institutions institutions, Clock clock) {
        AccessTokenVerifier verifier = new AccessTokenVerifier(
                config.oidc().issuer(), config.oidc().audience(), Set.of("RS256", "PS256", "ES256", "ES384"));
        return new Callers(verifier, keys, institutions, id -> ResourceKeys.of("Patient", id), clock);
    }

    @Produces
    @Singleton
    SearchParameters searchParameters() {
        return SearchParameters.extensible();
    }

    @Produces
    @Singleton
    SearchParser searchParser(SearchParameters parameters, Clock clock, JoinLimits joins) {
        TermParser terms = new TermParser(parameters, config.baseUrl(), ZONE, clock);
        return new SearchParser(parameters, SearchLimits.DEFAULT.with(joins), terms);
    }
}
