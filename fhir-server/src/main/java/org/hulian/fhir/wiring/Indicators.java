package org.hulian.fhir.wiring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.hulian.fhir.indicator.Evaluate;
import org.hulian.fhir.indicator.OrderCounting;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.OperationWrite;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.ReadAlong;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Search;
import org.hulian.fhir.interaction.Tally;
import org.hulian.fhir.interaction.Trail;
import org.hulian.fhir.interaction.Update;
import org.hulian.fhir.interaction.VersionRead;
import org.hulian.fhir.recognition.RulesInForce;
import org.hulian.fhir.recognition.order.RecogniseInForce;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.hulian.fhir.recognition.withdrawal.Reliances;
import org.hulian.fhir.recognition.withdrawal.Withdrawing;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.rest.MeasureParameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.security.pseudonym.PseudonymCipher;

/** What follows from decisions in the background, from the time the databases are ready: figures and withdrawals. */
class Indicators {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String MEASURE = """
            {"resourceType":"Measure","id":"recognition","url":"http://hulian.org/fhir/Measure/recognition",\
            "name":"Recognition","title":"Mutual recognition of results 检查检验结果互认","status":"active",\
            "description":"Lines of orders by what became of them: recognised of offered, repeated of done, money saved; \
            by item, department, physician and institution. 按项目、科室、医师、机构统计互认率、重复检查率与节省费用。",\
            "scoring":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/measure-scoring","code":"proportion"}]}}""";

    private final HulianConfig config;

    Indicators(HulianConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Tally tally(Access access, Trail trail) {
        return new Tally(access, trail);
    }

    @Produces
    @Singleton
    Evaluate evaluate(@Named("clinical") Pool clinical, Institutions institutions, Tally tally, Clock clock) {
        return new Evaluate(clinical, institutions, tally, config.indicator().groups(), clock);
    }

    @Produces
    @Singleton
    MeasureParameters measureParameters(Institutions institutions) {
        return new MeasureParameters(institutions, config.indicator().repeatDays());
    }

    @Produces
    @Singleton
    OrderCounting counting(
            Vertx vertx,
            @Named("clinical") Pool clinical,
            RulesInForce rules,
            RecogniseInForce recognise,
            Read read,
            Search search,
            OperationWrite write,
            SearchParser parser,
            OrderReader orders,
            Institutions institutions,
            PseudonymCipher pseudonyms,
            Clock clock) {
        return new OrderCounting(new OrderCounting.Parts(
                vertx,
                clinical,
                rules,
                recognise,
                read,
                search,
                write,
                parser,
                orders,
                institutions,
                pseudonyms::pseudonym,
                Hub.ZONE,
                clock));
    }

    @Produces
    @Singleton
    Reliances reliances(@Named("clinical") Pool clinical) {
        return new Reliances(clinical);
    }

    @Produces
    @Singleton
    ReadAlong readAlong(ResourceStore store, Access access, Trail trail) {
        return new ReadAlong(store, access, trail);
    }

    @Produces
    @Singleton
    Withdrawing withdrawing(
            Vertx vertx,
            Reliances reliances,
            RulesInForce rules,
            Read read,
            VersionRead versions,
            OperationWrite write,
            Institutions institutions,
            Clock clock) {
        return new Withdrawing(
                new Withdrawing.Parts(vertx, reliances, rules, read, versions, write, institutions, clock));
    }

    void start(
            @Observes @Priority(200) StartupEvent event,
            OrderCounting counting,
            Withdrawing withdrawing,
            Update update) {
        ResourceKey key = new ResourceKey(ResourceTypes.r4().get("Measure"), new ResourceId("recognition"));
        update.by(key, MEASURE.getBytes(StandardCharsets.UTF_8), null, new RequestContext(Access.hub(), "start", "en"))
                .await()
                .atMost(PATIENCE);
        Duration every = Duration.ofMillis(config.indicator().everyMillis());
        counting.start(every);
        withdrawing.start(every);
    }

    void stop(@Observes @Priority(100) ShutdownEvent event, OrderCounting counting, Withdrawing withdrawing) {
        counting.stop();
        withdrawing.stop();
    }
}
