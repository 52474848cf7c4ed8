package org.hulian.fhir.wiring;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.Notify;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.Trail;
import org.hulian.fhir.interaction.Update;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.subscription.AllowedEndpoints;
import org.hulian.fhir.subscription.Delivery;
import org.hulian.fhir.subscription.SubscriptionDesk;
import org.hulian.fhir.subscription.SubscriptionLimits;
import org.hulian.fhir.subscription.Subscriptions;
import org.hulian.fhir.subscription.Topics;
import org.jboss.logging.Logger;

/** Subscriptions, and the clock that drives them. */
class Subscribing {
    private static final Logger LOG = Logger.getLogger(Subscribing.class);

    private final HulianConfig config;

    Subscribing(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Topics topics(SearchParser parser) {
        return Topics.bundled(parser);
    }

    @Produces
    @Singleton
    AllowedEndpoints endpoints() {
        return new AllowedEndpoints(config.subscription().endpoints().orElse(List.of()).stream()
                .map(URI::create)
                .toList());
    }

    @Produces
    @Singleton
    Notify notify(ResourceStore store, SearchParser parser, Access access, Trail trail, Update update) {
        return new Notify(store, parser, access, trail, update);
    }

    @Produces
    @Singleton
    SubscriptionLimits limits() {
        SubscriptionConfig subscription = config.subscription();
        return new SubscriptionLimits(
                subscription.attempts(),
                Duration.ofSeconds(subscription.pauseSeconds()),
                Duration.ofSeconds(subscription.timeoutSeconds()),
                Duration.ofDays(subscription.lifeDays()));
    }

    @Produces
    @Singleton
    Delivery delivery(
            Notify notify,
            SearchParser parser,
            @Named("registry") Pool registry,
            AllowedEndpoints endpoints,
            SubscriptionLimits limits,
            Clock clock,
            UuidV7 ids) {
        return new Delivery(notify, parser, registry, endpoints, limits, clock, ids, config.baseUrl());
    }

    void end(@Disposes Delivery delivery) {
        delivery.close();
    }

    @Produces
    @Singleton
    Subscriptions subscriptions(
            Topics topics,
            SearchParser parser,
            AllowedEndpoints endpoints,
            Notify notify,
            @Named("registry") Pool registry,
            @Named("clinical") Pool clinical,
            Institutions institutions,
            Delivery delivery,
            SubscriptionLimits limits) {
        return new Subscriptions(new Subscriptions.Parts(
                topics, parser, endpoints, notify, registry, clinical, institutions, delivery, limits));
    }

    @Produces
    @Singleton
    SubscriptionDesk desk(
            Read read, Topics topics, SearchParser parser, AllowedEndpoints endpoints, Delivery delivery, Clock clock) {
        return new SubscriptionDesk(read, topics, parser, endpoints, delivery, clock, config.baseUrl());
    }

    /** After the databases are prepared: a round from time to time, and at once where this node changed something. */
    void start(@Observes @Priority(300) StartupEvent event, Subscriptions subscriptions, Hooks hooks, Vertx vertx) {
        Runnable round = () -> subscriptions
                .round()
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("subscriptions are looked at again: %s", failure));
        subscriptions.onChange(() -> vertx.runOnContext(ignored -> round.run()));
        hooks.add(subscriptions);
        vertx.setPeriodic(config.subscription().pollMillis(), timer -> round.run());
    }
}
