package org.hulian.fhir.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.stream.Stream;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.Gather;
import org.hulian.fhir.interaction.Trail;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.order.OrderedUnit;
import org.hulian.fhir.recognition.order.RecogniseOrders;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.hulian.fhir.recognition.rules.AnalyteComparison;
import org.hulian.fhir.recognition.rules.LocalCodes;
import org.hulian.fhir.recognition.rules.RegionRules;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.translate.ConceptMaps;

/** Mutual recognition: its rules are the region's. */
class Recognising {
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
    RecognitionRules rules(Catalogue catalogue) {
        return RegionRules.read(config.region(), catalogue, Hub.ZONE);
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
    AnalyteComparison comparison(Catalogue catalogue) {
        return new AnalyteComparison(catalogue);
    }

    @Produces
    @Singleton
    OrderedUnit units(AnalyteComparison comparison) {
        return new OrderedUnit(comparison);
    }

    @Produces
    @Singleton
    OrderReader orders() {
        String base = config.baseUrl() + "/";
        return new OrderReader(Hub.ZONE, name -> name.startsWith(base) ? name.substring(base.length()) : name);
    }

    @Produces
    @Singleton
    Gather gather(ResourceStore store, Access access, Trail trail) {
        return new Gather(store, access, trail);
    }

    @Produces
    @Singleton
    RecogniseOrders recognise(
            RecognitionRules rules,
            LocalCodes local,
            AnalyteComparison comparison,
            Gather gather,
            SearchParser parser,
            Institutions institutions,
            Clock clock) {
        return new RecogniseOrders(rules, local, comparison, gather, parser, institutions, Hub.ZONE, clock);
    }
}
