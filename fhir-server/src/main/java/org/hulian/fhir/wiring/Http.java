package org.hulian.fhir.wiring;

import ca.uhn.fhir.context.FhirContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hulian.fhir.caller.Callers;
import org.hulian.fhir.interaction.Refusals;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.rest.AllowedMethods;
import org.hulian.fhir.rest.Answers;
import org.hulian.fhir.rest.Capabilities;
import org.hulian.fhir.rest.Departure;
import org.hulian.fhir.rest.Doors;
import org.hulian.fhir.rest.Faults;
import org.hulian.fhir.rest.HistoryAnswer;
import org.hulian.fhir.rest.PageTokens;
import org.hulian.fhir.rest.Rendering;
import org.hulian.fhir.rest.SmartConfiguration;
import org.hulian.fhir.rest.TerminologyStatement;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.security.crypto.AesGcmSealer;
import org.hulian.security.crypto.KeyFile;
import org.hulian.terminology.operation.Operations;

/** What the endpoints need beside the interactions. */
class Http {
    private final HulianConfig config;

    Http(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Rendering rendering(FhirContext fhir, Vertx vertx) {
        return new Rendering(fhir, vertx);
    }

    @Produces
    @Singleton
    Doors doors(Callers callers, Refusals refusals, Rendering rendering, UuidV7 ids, BeanManager beans) {
        List<Class<?>> endpoints = new ArrayList<>();
        beans.getBeans(Object.class, Any.Literal.INSTANCE).forEach(bean -> endpoints.add(bean.getBeanClass()));
        return new Doors(
                callers,
                refusals,
                new Answers(rendering, config.baseUrl()),
                new Faults(ids, Duration.ofSeconds(config.limits().statementSeconds())),
                AllowedMethods.of(endpoints));
    }

    @Produces
    @Singleton
    Departure departure() {
        return new Departure(Duration.ofSeconds(config.limits().stopSeconds()));
    }

    @Produces
    @Singleton
    PageTokens pages(KeyFile keys) {
        return new PageTokens(
                new AesGcmSealer(keys.page().bytes(), keys.page().id(), new SecureRandom()), config.baseUrl());
    }

    @Produces
    @Singleton
    HistoryAnswer histories(PageTokens pages, UuidV7 ids, Clock clock) {
        return new HistoryAnswer(pages, config.baseUrl(), Hub.ZONE, ids, clock);
    }

    @Produces
    @Singleton
    SmartConfiguration smart() {
        return new SmartConfiguration(config.oidc().issuer(), config.oidc().jwksUrl());
    }

    @Produces
    @Singleton
    TerminologyStatement terminology(
            Operations operations, Clock clock, @ConfigProperty(name = "quarkus.application.version") String version) {
        return new TerminologyStatement(
                operations, config.baseUrl(), version, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    @Produces
    @Singleton
    Capabilities capabilities(
            SearchParameters parameters,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        return new Capabilities(
                parameters,
                config.baseUrl(),
                config.oidc().issuer(),
                version,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
