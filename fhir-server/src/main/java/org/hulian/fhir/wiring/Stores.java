package org.hulian.fhir.wiring;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.hulian.fhir.audit.AuditEventStore;
import org.hulian.fhir.audit.StoreWithAudit;
import org.hulian.fhir.consent.GrantProjection;
import org.hulian.fhir.indicator.OrderProjection;
import org.hulian.fhir.interaction.Told;
import org.hulian.fhir.operation.terminology.Definitions;
import org.hulian.fhir.parameter.CustomParameters;
import org.hulian.fhir.parameter.Reindexes;
import org.hulian.fhir.parameter.SearchParameterProjection;
import org.hulian.fhir.person.PostgresPersonIndex;
import org.hulian.fhir.recognition.catalogue.RulesProjection;
import org.hulian.fhir.recognition.withdrawal.ReliedProjection;
import org.hulian.fhir.recognition.withdrawal.ResultProjection;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.index.IndexExtractor;
import org.hulian.fhir.search.sql.WalkLimits;
import org.hulian.fhir.store.ObservedStore;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.postgres.DatabasePools;
import org.hulian.fhir.store.postgres.PastRows;
import org.hulian.fhir.store.postgres.PostgresResourceStore;
import org.hulian.fhir.store.postgres.PreparedTransactions;
import org.hulian.fhir.store.postgres.Reindexing;
import org.hulian.fhir.store.postgres.Resealing;
import org.hulian.fhir.store.postgres.ResidentKeyRing;
import org.hulian.fhir.store.postgres.Sides;
import org.hulian.security.consent.ConsentCompiler;
import org.hulian.security.consent.RecordCategories;
import org.hulian.security.crypto.KeyFile;
import org.hulian.security.crypto.MasterSealer;
import org.hulian.security.crypto.ResidentKeys;
import org.hulian.security.pseudonym.PseudonymCipher;
import org.hulian.terminology.catalogue.Catalogue;

/** The two data databases and the log behind one port. */
class Stores {
    private final HulianConfig config;

    Stores(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    PseudonymCipher pseudonyms(KeyFile keys) {
        return PseudonymCipher.of(keys.suite(), keys.pseudonym().bytes());
    }

    @Produces
    @Singleton
    Sides sides(
            @Named("registry-direct") Pool registryDirect,
            @Named("registry") Pool registry,
            @Named("clinical-direct") Pool clinicalDirect,
            @Named("clinical") Pool clinical,
            PseudonymCipher cipher) {
        return new Sides(
                new DatabasePools.Pair(registryDirect, registry),
                new DatabasePools.Pair(clinicalDirect, clinical),
                cipher,
                WalkLimits.DEFAULT);
    }

    @Produces
    @Singleton
    MasterSealer master(KeyFile keys) {
        return new MasterSealer(keys, new SecureRandom());
    }

    @Produces
    @Singleton
    ResidentKeys residentKeys(MasterSealer master) {
        return new ResidentKeys(master, new SecureRandom());
    }

    @Produces
    @Singleton
    ResidentKeyRing keyRing(@Named("registry") Pool registry, ResidentKeys keys, MasterSealer master) {
        return new ResidentKeyRing(registry, keys, master);
    }

    @Produces
    @Singleton
    Resealing resealing(Sides sides, ResidentKeys residents, MasterSealer master, KeyFile keys) {
        return new Resealing(sides, residents, master, keys);
    }

    @Produces
    @Singleton
    PreparedTransactions recovery(Sides sides) {
        return new PreparedTransactions(sides);
    }

    @Produces
    @Singleton
    PastRows pastRows(Sides sides) {
        return new PastRows(sides, Duration.ofMinutes(config.search().pageLifeMinutes()));
    }

    @Produces
    @Singleton
    IndexExtractor extractor(SearchParameters parameters, PseudonymCipher cipher) {
        return new IndexExtractor(
                parameters, Sides.hasher(cipher), RecordCategories.load(), Hub.ZONE, config.baseUrl());
    }

    @Produces
    @Singleton
    CustomParameters customParameters(
            @Named("registry") Pool registry, SearchParameters parameters, Reindexing reindexing) {
        // A write that began before a definition was known ends within a statement or two.
        Duration settled =
                CustomParameters.PERIOD.plusSeconds(2L * config.limits().statementSeconds());
        return new CustomParameters(registry, parameters, reindexing, settled);
    }

    @Produces
    @Singleton
    Reindexing reindexing(Sides sides, ResidentKeyRing keyRing, IndexExtractor extractor) {
        return new Reindexing(sides, keyRing, extractor);
    }

    @Produces
    @Singleton
    Reindexes reindexes(Reindexing reindexing, SearchParameters parameters, Told told) {
        return new Reindexes(reindexing, parameters, told);
    }

    @Produces
    @Singleton
    ResourceStore store(
            Sides sides,
            ResidentKeyRing keyRing,
            IndexExtractor extractor,
            Institutions institutions,
            AuditEventStore events,
            Catalogue catalogue,
            Definitions definitions,
            Clock clock,
            UuidV7 ids) {
        GrantProjection grants =
                new GrantProjection(new ConsentCompiler(RecordCategories.load(), Hub.ZONE), institutions::numberOf);
        PostgresResourceStore data = new PostgresResourceStore(
                sides,
                keyRing,
                extractor,
                new PostgresPersonIndex(),
                List.of(
                        grants,
                        new OrderProjection(
                                Hub.ZONE,
                                clock,
                                Duration.ofSeconds(config.indicator().historySettlesSeconds())),
                        new ReliedProjection(institutions::numberOf),
                        new ResultProjection(),
                        new RulesProjection(catalogue, Hub.ZONE),
                        new SearchParameterProjection()),
                config.search().siftRows(),
                clock,
                ids);
        return new ObservedStore(new StoreWithAudit(data, events), definitions::written);
    }
}
