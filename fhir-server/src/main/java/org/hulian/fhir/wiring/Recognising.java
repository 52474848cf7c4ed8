package org.hulian.fhir.wiring;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.Gather;
import org.hulian.fhir.interaction.OperationWrite;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.Search;
import org.hulian.fhir.interaction.Told;
import org.hulian.fhir.interaction.Trail;
import org.hulian.fhir.interaction.Update;
import org.hulian.fhir.recognition.RulesInForce;
import org.hulian.fhir.recognition.catalogue.RulesVersions;
import org.hulian.fhir.recognition.decision.Decide;
import org.hulian.fhir.recognition.order.OrderedUnit;
import org.hulian.fhir.recognition.order.RecogniseInForce;
import org.hulian.fhir.recognition.order.RecogniseOrders;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.hulian.fhir.recognition.rules.LocalCodes;
import org.hulian.fhir.recognition.rules.RegionRules;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.translate.ConceptMaps;
import org.jboss.logging.Logger;

/** Mutual recognition: its rules are the region's. */
class Recognising {
    private static final Logger LOG = Logger.getLogger(Recognising.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HulianConfig config;

    Recognising(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Catalogue catalogue() {
        return Catalogue.bundled();
    }

    @Produces
    @Singleton
    RulesVersions rules(@Named("registry") Pool registry, Update update, Catalogue catalogue, Clock clock) {
        return new RulesVersions(registry, update, catalogue, Hub.ZONE, clock);
    }

    /** After the databases and before anything that asks. */
    void start(@Observes @Priority(150) StartupEvent event, RulesVersions rules, Catalogue catalogue, Vertx vertx) {
        Map<String, byte[]> files = RegionRules.files(config.region());
        // A region that is not in order does not start: its checker says why.
        String version = RegionRules.read(config.region(), catalogue, Hub.ZONE).version();
        rules.begin(files, version).chain(rules::publishCatalogue).await().atMost(PATIENCE);
        vertx.setPeriodic(
                config.indicator().everyMillis(),
                timer -> rules.refresh()
                        .subscribe()
                        .with(done -> {}, failure -> LOG.warnf("rules not read again: %s", failure.getMessage())));
    }

    @Produces
    @Singleton
    LocalCodes localCodes(ConceptMaps maps, Institutions institutions) {
        return LocalCodes.of(
                maps,
                institutions.all().stream()
                        .flatMap(institution -> Stream.ofNullable(institution.sender()))
                        .toList());
    }

    @Produces
    @Singleton
    OrderedUnit units(RulesVersions rules) {
        return new OrderedUnit(rules::comparison);
    }

    @Produces
    @Singleton
    OrderReader orders() {
        String base = config.baseUrl() + "/";
        return new OrderReader(Hub.ZONE, name -> name.startsWith(base) ? name.substring(base.length()) : name);
    }

    @Produces
    @Singleton
    Told told(Trail trail) {
        return new Told(trail);
    }

    @Produces
    @Singleton
    Gather gather(ResourceStore store, Access access, Trail trail) {
        return new Gather(store, access, trail);
    }

    @Produces
    @Singleton
    RecogniseInForce recognise(
            RulesVersions rules,
            LocalCodes local,
            Gather gather,
            SearchParser parser,
            Institutions institutions,
            Clock clock) {
        return new RecogniseInForce(
                rules,
                version -> new RecogniseOrders(
                        version, local, rules.comparison(version), gather, parser, institutions, Hub.ZONE, clock),
                clock);
    }

    @Produces
    @Singleton
    Decide decide(
            RulesInForce rules,
            RecogniseInForce recognise,
            Read read,
            Search search,
            OperationWrite write,
            SearchParser parser,
            OrderReader orders,
            Clock clock,
            UuidV7 ids) {
        return new Decide(new Decide.Parts(rules, recognise, read, search, write, parser, orders, clock, ids));
    }
}
