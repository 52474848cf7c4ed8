package org.hulian.fhir.wiring;

import ca.uhn.fhir.context.FhirContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.hulian.fhir.graphql.GraphLimits;
import org.hulian.fhir.graphql.GraphQueries;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.Everything;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.SearchRules;
import org.hulian.fhir.interaction.Trail;
import org.hulian.fhir.interaction.Transaction;
import org.hulian.fhir.interaction.Traverse;
import org.hulian.fhir.operation.Documents;
import org.hulian.fhir.operation.LastObservations;
import org.hulian.fhir.operation.Messages;
import org.hulian.fhir.operation.ObservationStatistics;
import org.hulian.fhir.operation.Observations;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.rest.EverythingAnswer;
import org.hulian.fhir.rest.PageTokens;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.terminology.unit.Units;

/** FHIR operations that gather, count or put together. */
class Operations {
    private final HulianConfig config;

    Operations(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Everything everything(ResourceStore store, Access access, Trail trail) {
        return new Everything(store, access, trail);
    }

    @Produces
    @Singleton
    EverythingAnswer everythingAnswer(PageTokens pages, UuidV7 ids, Clock clock) {
        return new EverythingAnswer(
                pages,
                config.baseUrl(),
                Hub.ZONE,
                config.limits().everythingPage(),
                config.limits().everythingMaxPage(),
                ids,
                clock);
    }

    @Produces
    @Singleton
    Traverse traverse(ResourceStore store, Access access, Trail trail, SearchRules rules) {
        return new Traverse(store, access, trail, rules);
    }

    @Produces
    @Singleton
    GraphQueries graphQueries(
            FhirContext fhir,
            Traverse traverse,
            SearchParser parser,
            SearchParameters parameters,
            SearchRules rules,
            Vertx vertx) {
        LimitsConfig.Graphql limits = config.limits().graphql();
        return new GraphQueries(
                fhir,
                traverse,
                parser,
                parameters,
                rules.references(),
                new GraphLimits(
                        limits.characters(),
                        limits.depth(),
                        limits.fields(),
                        limits.steps(),
                        limits.lookups(),
                        limits.resources(),
                        limits.seconds()),
                vertx);
    }

    @Produces
    @Singleton
    Observations observations(Traverse traverse, SearchParser parser) {
        return new Observations(traverse, parser, config.limits().operationObservations());
    }

    @Produces
    @Singleton
    LastObservations lastObservations(Observations observations) {
        return new LastObservations(observations);
    }

    @Produces
    @Singleton
    ObservationStatistics observationStatistics(Observations observations) {
        return new ObservationStatistics(observations, Units.load());
    }

    @Produces
    @Singleton
    Documents documents(Read read) {
        return new Documents(read, config.baseUrl(), config.limits().documentResources());
    }

    @Produces
    @Singleton
    Messages messages(Transaction transaction, UuidV7 ids) {
        return new Messages(transaction, config.baseUrl(), ids);
    }
}
