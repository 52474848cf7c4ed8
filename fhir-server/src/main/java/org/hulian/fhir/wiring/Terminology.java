package org.hulian.fhir.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.Consult;
import org.hulian.fhir.interaction.StoredDefinitions;
import org.hulian.fhir.interaction.Trail;
import org.hulian.fhir.operation.terminology.Definitions;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.terminology.operation.Limits;
import org.hulian.terminology.operation.Operations;
import org.hulian.terminology.pack.Bundled;
import org.hulian.terminology.release.PackFolder;

/** The terminology service: what is stored, over what was imported, over what comes with the hub. */
class Terminology {
    private final HulianConfig config;

    Terminology(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Definitions definitions() {
        return new Definitions();
    }

    @Produces
    @Singleton
    StoredDefinitions storedDefinitions(ResourceStore store, SearchParser parser) {
        return new StoredDefinitions(store, parser);
    }

    @Produces
    @Singleton
    Consult consult(Access access, Trail trail, Clock clock) {
        return new Consult(access, trail, clock, config.terminology().auditWindow());
    }

    @Produces
    @Singleton
    PackFolder packs() {
        return new PackFolder(config.terminology().folder().orElse(Path.of("terminology")));
    }

    @Produces
    @Singleton
    Operations operations(Definitions definitions, PackFolder packs, Clock clock, UuidV7 ids) {
        TerminologyConfig limits = config.terminology();
        return new Operations(
                definitions.library().over(packs.library().over(Bundled.library())),
                new Limits(
                        limits.codes(),
                        limits.validations(),
                        limits.resources(),
                        limits.remembered(),
                        limits.closures(),
                        limits.closureConcepts()),
                ids,
                clock::instant);
    }
}
