package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.mappers.source.hl7v2.AckCode;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Outcome;
import org.hulian.security.consent.Caller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeedDeskTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final RequestContext STEWARD = context("steward", 0, null);
    private static final RequestContext OPERATOR = context("operator", 0, null);
    private static final RequestContext SECOND = context("system", 2, "city-second");
    private static final RequestContext FIRST = context("system", 1, "city-first");
    private static final RequestContext PHYSICIAN = context("physician", 2, "city-second");

    private static HubDatabases databases;
    private static FeedHub hub;
    private static FeedDesk desk;

    @BeforeAll
    static void start() {
        databases = new HubDatabases();
        hub = FeedHub.on(databases);
        desk = hub.desk();
        hub.startLanes();
    }

    @AfterAll
    static void stop() {
        hub.close();
        databases.close();
    }

    @Test
    void aBackendClientSendsForItsInstitution() {
        Reply reply = send(Messages.glucose("H1"), SECOND);

        assertThat(reply.code()).isEqualTo(AckCode.AA);
        assertThat(new String(reply.acknowledgement(), GB18030)).contains("MSA|AA|H1");
        until(() -> "processed".equals(status(reply.message())) || "warning".equals(status(reply.message())));
    }

    @Test
    void attack81AnotherInstitutionsMessageIsRejected() {
        assertThat(send(Messages.glucose("H2"), FIRST).code()).isEqualTo(AckCode.AR);
    }

    @Test
    void nobodyButABackendClientSends() {
        assertThatThrownBy(() -> send(Messages.glucose("H3"), PHYSICIAN))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(Failure.Forbidden.class));
        assertThat(hub.allKept("H3")).isEmpty();
    }

    @Test
    void theTransportsCharsetCountsWhereTheMessageSaysNothing() {
        String silent = Messages.registration("H4", "19800101").replace("||||||UNICODE UTF-8", "");

        Reply reply = wait(desk.receive(silent.getBytes(GB18030), "GB18030", FIRST));

        assertThat(reply.code()).isEqualTo(AckCode.AA);
        until(() -> hub.written.values().stream().anyMatch(r -> r.contains("李")));
    }

    @Test
    void stewardsSeeAllAndAnInstitutionItsOwn() {
        UUID second = send(Messages.glucose("V1"), SECOND).message();
        UUID first = send(Messages.registration("V2", "19800101"), FIRST).message();
        FeedFilter all = new FeedFilter(null, null, null, 200);

        assertThat(ids(all, STEWARD)).contains(first, second);
        assertThat(ids(all, OPERATOR)).contains(first, second);
        assertThat(ids(all, SECOND)).contains(second).doesNotContain(first);
        assertThat(ids(new FeedFilter(null, 1, null, 200), SECOND)).doesNotContain(first);
        assertThatThrownBy(() -> ids(all, PHYSICIAN)).isInstanceOf(FailureException.class);
        assertThat(wait(desk.show(second, SECOND)).content().trace()).contains("OBX[1]-5");
        assertThat(wait(desk.content(second, STEWARD)).content().bytes())
                .isEqualTo(Messages.glucose("V1").getBytes(GB18030));
        assertThatThrownBy(() -> wait(desk.content(second, OPERATOR))).isInstanceOf(FailureException.class);
    }

    @Test
    void anothersMessageIsAsAbsentAsOneThatNeverWas() {
        UUID second = send(Messages.glucose("W1"), SECOND).message();

        assertThatThrownBy(() -> wait(desk.show(second, FIRST))).satisfies(FeedDeskTest::isNotFound);
        assertThatThrownBy(() -> wait(desk.show(UUID.randomUUID(), FIRST))).satisfies(FeedDeskTest::isNotFound);
        assertThat(hub.audited.values())
                .filteredOn(entry -> "system@1".equals(entry.requestId()))
                .map(AuditEntry::outcome)
                .contains(Outcome.DENIED, Outcome.NOT_FOUND);
    }

    @Test
    void everyLookAtAMessageIsAuditedWithItsPatient() {
        UUID id = send(Messages.glucose("Y1"), SECOND).message();

        wait(desk.content(id, STEWARD));

        assertThat(hub.audited.values())
                .filteredOn(entry -> "steward@0".equals(entry.requestId())
                        && !entry.patients().isEmpty())
                .anySatisfy(
                        entry -> assertThat(entry.entities().getFirst().id()).isEqualTo(id.toString()));
    }

    @Test
    void aDeadLetterIsReplayedAndEndsWithTheSameIds() {
        hub.store = (bundle, context) -> Uni.createFrom()
                .failure(new FailureException(new Failure.Invalid(
                        List.of(new Failure.Issue("value", "Observation.value", "not allowed", "不允许")))));
        UUID id = send(Messages.glucose("R1"), SECOND).message();
        until(() -> "conversion_error".equals(status(id)));
        assertThat(wait(desk.show(id, STEWARD)).message().problems()).contains("Observation.value");

        hub.store = hub::remember;
        wait(desk.replay(id, STEWARD));

        until(() -> !List.of("received", "conversion_error").contains(status(id)));
        assertThat(hub.written).containsKey("Binary/" + id);
        int before = hub.written.size();
        wait(desk.replay(id, SECOND));
        until(() -> !"received".equals(status(id)));
        assertThat(hub.written).hasSize(before);
    }

    @Test
    void aRefusedMessageIsTakenInAgainAsItCame() {
        Reply refused = send(Messages.glucose("Q1").replace("CITY-SECOND|HULIAN", "NOWHERE|HULIAN"), null);
        assertThat(refused.code()).isEqualTo(AckCode.AR);

        FeedMessage after = wait(desk.replay(refused.message(), STEWARD));

        assertThat(after.accepted()).isFalse();
        assertThat(after.deliveries()).isEqualTo(2);
    }

    @Test
    void codesNobodyMappedAreListedOnceForEachMessage() {
        String unknown = Messages.glucose("M1").replace("GLU-K^葡萄糖", "NEW-9^新项目");
        UUID id = send(unknown, SECOND).message();
        until(() -> "warning".equals(status(id)));
        wait(desk.replay(id, STEWARD));
        until(() -> "warning".equals(status(id)));

        List<FeedRecords.Missing> missing = wait(desk.missing(null, 100, SECOND));

        assertThat(missing)
                .filteredOn(m -> m.code().code().equals("NEW-9"))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.count()).isEqualTo(1);
                    assertThat(m.code().display()).isEqualTo("新项目");
                    assertThat(m.code().unit()).isEqualTo("mmol/L");
                });
        assertThat(wait(desk.missing(null, 100, FIRST))).isEmpty();
    }

    private static Reply send(String message, @Nullable RequestContext context) {
        if (context == null) {
            return wait(hub.intake.receive(message.getBytes(GB18030), new Origin(null, null, null)));
        }
        Charset charset = message.contains("GB18030") ? GB18030 : StandardCharsets.UTF_8;
        return wait(desk.receive(message.getBytes(charset), null, context));
    }

    private static String status(UUID id) {
        return wait(desk.show(id, STEWARD)).message().status();
    }

    private static List<UUID> ids(FeedFilter filter, RequestContext context) {
        return wait(desk.list(filter, context)).stream().map(FeedMessage::id).toList();
    }

    private static void isNotFound(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(Failure.NotFound.class));
    }

    private static RequestContext context(String role, int institution, @Nullable String code) {
        Caller caller =
                new Caller(role, role, "test", Set.of(role), institution, code, null, List.of(), 0, "127.0.0.1");
        return new RequestContext(caller, role + "@" + institution, "en");
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
