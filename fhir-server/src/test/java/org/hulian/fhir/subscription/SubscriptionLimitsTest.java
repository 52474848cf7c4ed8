package org.hulian.fhir.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.feed.HubDatabases;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.SearchLimits;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.TermParser;
import org.hulian.fhir.store.StoredResource;
import org.junit.jupiter.api.Test;

/** How long events are kept, and how many a notification has. */
class SubscriptionLimitsTest {
    private static final ResourceKey RESULT =
            new ResourceKey(ResourceTypes.r4().get("Observation"), new ResourceId("r"));

    @Test
    void eventsOlderThanTheirLifeAreForgottenAndTheirNumbersAreNotUsedAgain() {
        try (HubDatabases databases = new HubDatabases()) {
            SubscriptionTable table = new SubscriptionTable(databases.registry());
            UUID subscription = UUID.randomUUID();
            done(table.begin(subscription));
            Instant now = Instant.now();
            done(table.record(
                    subscription,
                    List.of(version(1, now.minus(Duration.ofDays(8))), version(2, now.minus(Duration.ofDays(6))))));

            done(table.sweep(Duration.ofDays(7)));
            done(table.record(subscription, List.of(version(3, now))));

            assertThat(numbers(table, subscription, 50)).containsExactly(2L, 3L);
            assertThat(done(table.state(subscription)).orElseThrow().last()).isEqualTo(3);
        }
    }

    @Test
    void anAnswerHasTheFirstOfTooManyEvents() {
        try (HubDatabases databases = new HubDatabases()) {
            SubscriptionTable table = new SubscriptionTable(databases.registry());
            UUID subscription = UUID.randomUUID();
            done(table.begin(subscription));
            done(table.record(
                    subscription,
                    IntStream.rangeClosed(1, 60)
                            .mapToObj(number -> version(number, Instant.now()))
                            .toList()));
            int owed = reader().read(RESULT, subscription(1_000)).most();

            List<Long> first = numbers(table, subscription, owed);
            done(table.delivered(subscription, first.getLast()));

            assertThat(owed).isEqualTo(50);
            assertThat(first).hasSize(50).startsWith(1L);
            assertThat(done(table.claim(subscription, Duration.ofSeconds(5), 0)))
                    .hasValueSatisfying(
                            left -> assertThat(left.last() - left.delivered()).isEqualTo(10));
            assertThat(databases
                            .registry()
                            .preparedQuery("select count(*) from hub.subscription_event where subscription = $1")
                            .executeAndAwait(Tuple.of(subscription))
                            .iterator()
                            .next()
                            .getLong(0))
                    .isEqualTo(60);
        }
    }

    @Test
    void aSubscriberMayWantFewerButAtLeastOne() {
        assertThat(reader().read(RESULT, subscription(7)).most()).isEqualTo(7);
        assertThatThrownBy(() -> reader().read(RESULT, subscription(0))).isInstanceOf(FailureException.class);
    }

    private static List<Long> numbers(SubscriptionTable table, UUID subscription, int most) {
        return done(table.events(subscription, 1, 1_000, most)).stream()
                .map(SubscriptionTable.Event::number)
                .toList();
    }

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(20));
    }

    private static StoredResource version(int number, Instant updated) {
        return new StoredResource(RESULT, new Version(number), updated, new byte[0], null, 1);
    }

    private static byte[] subscription(int most) {
        return """
                {"resourceType":"Subscription","status":"requested","reason":"test",
                "criteria":"http://hulian.org/fhir/SubscriptionTopic/patient-results",
                "channel":{"extension":[{"url":
                "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-max-count",
                "valuePositiveInt":%d}],"type":"websocket","payload":"application/fhir+json"}}""".formatted(most).getBytes(StandardCharsets.UTF_8);
    }

    private static SubscriptionReader reader() {
        SearchParser parser = new SearchParser(
                SearchParameters.r4(),
                SearchLimits.DEFAULT,
                new TermParser(
                        SearchParameters.r4(),
                        "http://hub.test/fhir",
                        ZoneId.of("Asia/Shanghai"),
                        InstantSource.system()));
        return new SubscriptionReader(Topics.bundled(parser), parser, new AllowedEndpoints(List.of()));
    }
}
