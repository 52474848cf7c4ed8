package org.hulian.fhir.wiring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.feed.Feed;
import org.hulian.fhir.feed.FeedSettings;
import org.hulian.fhir.feed.KeptMessages;
import org.hulian.fhir.feed.MllpLimits;
import org.hulian.fhir.feed.MllpSettings;
import org.hulian.fhir.feed.OrderAdvice;
import org.hulian.fhir.feed.codes.CodeMappings;
import org.hulian.fhir.feed.codes.MappingSettings;
import org.hulian.fhir.interaction.StandingRecords;
import org.hulian.fhir.interaction.Told;
import org.hulian.fhir.interaction.Transaction;
import org.hulian.fhir.recognition.message.RecognitionAdvice;
import org.hulian.fhir.recognition.order.OrderedUnit;
import org.hulian.fhir.recognition.order.RecogniseInForce;
import org.hulian.fhir.recognition.order.VerdictParameters;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.store.postgres.ResidentKeyRing;
import org.hulian.mappers.MessageMapper;
import org.hulian.mappers.definition.Definitions;
import org.hulian.security.pseudonym.PseudonymCipher;
import org.hulian.terminology.translate.ConceptMapSource;
import org.hulian.terminology.translate.ConceptMaps;

/** The feed, with the region's code maps; it opens last and closes first. */
class Feeds {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HulianConfig config;

    Feeds(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    ConceptMaps codeMaps() {
        return ConceptMaps.load(ConceptMapSource.folder(config.region().resolve("codes")));
    }

    @Produces
    @Singleton
    MessageMapper mapper(ConceptMaps codeMaps) {
        return new MessageMapper(Definitions.bundled(), codeMaps);
    }

    @Produces
    @Singleton
    OrderAdvice advice(
            RecogniseInForce recognise, OrderReader orders, OrderedUnit units, Transaction transaction, Clock clock) {
        return new RecognitionAdvice(
                recognise,
                orders,
                new VerdictParameters(units),
                (bundle, context) -> transaction.by(bundle, context).replaceWithVoid(),
                clock);
    }

    @Produces
    @Singleton
    CodeMappings codeMappings(
            Vertx vertx,
            @Named("clinical") Pool clinical,
            ResidentKeyRing keys,
            Institutions institutions,
            MessageMapper mapper,
            Transaction transaction,
            AuditLog audit,
            Clock clock,
            UuidV7 ids) {
        MappingConfig mapping = config.mapping();
        return new CodeMappings(new CodeMappings.Parts(
                vertx,
                clinical,
                keys.hub(),
                institutions,
                new KeptMessages(keys.hub(), mapper::map),
                (bundle, context) -> transaction.by(bundle, context).replaceWithVoid(),
                audit,
                new MappingSettings(
                        mapping.sweep(),
                        mapping.requeueBatch(),
                        mapping.samples(),
                        mapping.autoAccept(),
                        mapping.autoAcceptFrom()),
                Hub.ZONE,
                clock,
                ids,
                Infrastructure.getDefaultWorkerPool()));
    }

    @Produces
    @Singleton
    Feed feed(
            Vertx vertx,
            @Named("clinical") Pool clinical,
            ResidentKeyRing keys,
            PseudonymCipher pseudonyms,
            Institutions institutions,
            MessageMapper mapper,
            Transaction transaction,
            StandingRecords records,
            OrderAdvice advice,
            CodeMappings codes,
            AuditLog audit,
            Told told,
            Clock clock,
            UuidV7 ids) {
        return new Feed(new Feed.Parts(
                vertx,
                clinical,
                keys.hub(),
                pseudonyms,
                institutions,
                mapper::map,
                transaction::by,
                records::of,
                advice,
                audit,
                told,
                codes,
                FeedSettings.DEFAULT,
                clock,
                ids,
                Infrastructure.getDefaultWorkerPool()));
    }

    void start(@Observes @Priority(200) StartupEvent event, Feed feed) {
        feed.start(settings()).await().atMost(PATIENCE);
    }

    void stop(@Observes @Priority(100) ShutdownEvent event, Feed feed) {
        feed.stop().await().atMost(PATIENCE);
    }

    private MllpSettings settings() {
        MllpConfig mllp = config.mllp();
        MllpSettings.Tls tls = mllp.tls()
                .map(given -> new MllpSettings.Tls(given.keyStore(), given.trustStore(), given.password()))
                .orElse(null);
        return new MllpSettings(mllp.host(), mllp.port(), tls, MllpLimits.DEFAULT);
    }
}
