package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.security.audit.AuditEntry;
import org.junit.jupiter.api.Test;

/** What happens between acknowledgement and records: order, faults, restart, audit. */
class FeedProcessingTest extends OpenFeed {
    @Test
    void messagesOfASenderAreWrittenInTheirOrder() throws IOException {
        List<String> sent = new ArrayList<>();
        try (MllpClient client = new MllpClient(hub.port)) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.send(Messages.glucose("O" + i, i + ".0"), GB18030))
                        .contains("MSA|AA|O" + i);
                sent.add(hub.kept("O" + i).id());
            }
        }

        until(() -> hub.order.containsAll(sent));
        assertThat(hub.order).containsSubsequence(sent);
    }

    @Test
    void aPassingFaultIsRetriedAndKeepsTheOrder() throws IOException {
        AtomicInteger faults = new AtomicInteger(3);
        hub.store = (bundle, context) -> faults.getAndDecrement() > 0
                ? Uni.createFrom().failure(new ConnectException("database down"))
                : hub.remember(bundle, context);
        try (MllpClient client = new MllpClient(hub.port)) {
            client.send(Messages.glucose("T1"), GB18030);
            client.send(Messages.glucose("T2"), GB18030);
        }

        List<String> both = List.of(hub.kept("T1").id(), hub.kept("T2").id());
        until(() -> hub.order.containsAll(both));
        assertThat(hub.order).containsSubsequence(both);
    }

    @Test
    void aFaultThatStaysEndsAsADeadLetterAndTheNextMessageGoesOn() throws IOException {
        hub.store = (bundle, context) -> new String(bundle, StandardCharsets.UTF_8).contains("\"value\":6.66")
                ? Uni.createFrom().failure(new IllegalStateException("always"))
                : hub.remember(bundle, context);
        try (MllpClient client = new MllpClient(hub.port)) {
            client.send(Messages.glucose("Z1", "6.66"), GB18030);
            client.send(Messages.glucose("Z2"), GB18030);
        }

        until(() -> hub.order.contains(hub.kept("Z2").id())
                && hub.kept("Z1").status().equals("conversion_error"));
        assertThat(hub.kept("Z1").problems()).contains("replay").doesNotContain("always");
    }

    @Test
    void withoutAuditNothingIsAcknowledgedAndTheSameMessageIsTakenLater() throws IOException {
        AuditLog working = hub.audit;
        hub.audit = entries -> Uni.createFrom().failure(new ConnectException("audit down"));
        try (MllpClient client = new MllpClient(hub.port)) {
            assertThat(client.send(Messages.glucose("A1"), GB18030)).contains("MSA|AR|A1");

            hub.audit = working;

            assertThat(client.send(Messages.glucose("A1"), GB18030)).contains("MSA|AA|A1");
        }
        assertThat(hub.allKept("A1")).hasSize(1);
    }

    @Test
    void aRestartTakesUpWhatWasAcknowledgedAndNotProcessed() throws IOException {
        hub.store = (bundle, context) -> Uni.createFrom().nothing();
        try (MllpClient client = new MllpClient(hub.port)) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(Messages.glucose("K" + i), GB18030)).contains("MSA|AA|K" + i);
            }
        }
        hub.close();

        hub = FeedHub.on(databases);
        hub.startLanes();

        until(() -> hub.allKept("K%").stream().noneMatch(kept -> kept.status().equals("received")));
        List<String> ids = hub.allKept("K%").stream().map(FeedHub.Kept::id).toList();
        assertThat(hub.order).containsAll(ids).doesNotHaveDuplicates();
    }

    @Test
    void theAuditEntryCommitsWithTheMessageAndNamesNobodyInClear() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            client.send(Messages.glucose("F1"), GB18030);
        }
        String id = hub.kept("F1").id();
        AuditEntry entry = hub.audited.values().stream()
                .filter(each -> each.requestId().equals(id))
                .findFirst()
                .orElseThrow();

        byte[] stored = databases
                .clinical()
                .preparedQuery("select entry from hub.audit_outbox where id = $1")
                .executeAndAwait(io.vertx.mutiny.sqlclient.Tuple.of(entry.id()))
                .iterator()
                .next()
                .getBuffer(0)
                .getBytes();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain(entry.patients().getFirst().toString());
        assertThat(entry.id().version()).isEqualTo(7);
    }
}
