package org.hulian.fhir.wiring;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.hulian.fhir.bulk.ExportLimits;
import org.hulian.fhir.bulk.Exports;
import org.hulian.fhir.bulk.ImportLimits;
import org.hulian.fhir.bulk.Imports;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.Bodies;
import org.hulian.fhir.interaction.Export;
import org.hulian.fhir.interaction.Import;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.SearchRules;
import org.hulian.fhir.interaction.Trail;
import org.hulian.fhir.interaction.Update;
import org.hulian.fhir.interaction.Writing;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.postgres.ResidentKeyRing;

/** Bulk Data, out and in. */
class Bulk {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HulianConfig config;

    Bulk(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Export export(ResourceStore store, Access access, Trail trail, SearchRules rules) {
        return new Export(store, access, trail, rules);
    }

    @Produces
    @Singleton
    Import imports(Writing writing, Bodies bodies, Update update) {
        return new Import(writing, bodies, update, Infrastructure.getDefaultWorkerPool());
    }

    @Produces
    @Singleton
    Exports exports(
            Export export, Read read, SearchParser parser, @Named("registry") Pool registry, Clock clock, UuidV7 ids) {
        BulkConfig bulk = config.bulk();
        ExportLimits limits = new ExportLimits(
                bulk.fileRows(),
                bulk.files(),
                bulk.jobs(),
                bulk.members(),
                bulk.groupDepth(),
                Duration.ofHours(bulk.hours()));
        return new Exports(export, read, parser, registry, limits, clock, ids);
    }

    @Produces
    @Singleton
    Imports imports(
            Import writer,
            Export audit,
            @Named("clinical") Pool clinical,
            ResidentKeyRing keys,
            Clock clock,
            UuidV7 ids) {
        BulkConfig bulk = config.bulk();
        ImportLimits limits = new ImportLimits(
                bulk.staging().orElse(null), bulk.chunk(), bulk.jobs(), bulk.errors(), Duration.ofHours(bulk.hours()));
        return new Imports(
                writer, audit, clinical, keys.hub(), limits, clock, ids, Infrastructure.getDefaultWorkerPool());
    }

    /** After the databases are prepared. */
    void start(@Observes @Priority(300) StartupEvent event, Imports imports) {
        imports.resume().await().atMost(PATIENCE);
    }
}
