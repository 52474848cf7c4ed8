package org.hulian.e2e;

import static java.lang.System.Logger.Level.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The hub is killed while messages arrive: what it acknowledged is there exactly once, with its audit entry. */
@ExtendWith(RunningHub.class)
class KillDuringFeedTest {
    private static final int KILLS = 5;
    private static final Pattern ORDER = Pattern.compile("\"F(K\\d+)\"");

    @Test
    void keepsEveryAcknowledgedMessageExactlyOnceOverFiveKills(Hub hub) {
        Messages sender = new Messages("CITY-SECOND", "KILL-1", "", "断^电");
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger counter = new AtomicInteger();
        for (int kill = 0; kill < KILLS; kill++) {
            AtomicBoolean sending = new AtomicBoolean(true);
            CompletableFuture<Void> feed =
                    CompletableFuture.runAsync(() -> feed(hub, sender, counter, acknowledged, sending));
            int before = acknowledged.size();
            Waiting.until("twenty more messages are acknowledged", () -> acknowledged.size() >= before + 20);
            hub.kill();
            sending.set(false);
            feed.join();
            hub.start();
        }

        Waiting.until("the queue is empty", () -> stored(hub).keySet().containsAll(acknowledged));

        Map<String, Long> stored = stored(hub);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(20 * KILLS);
        assertThat(stored.keySet()).containsAll(acknowledged);
        assertThat(stored.values()).containsOnly(1L);
        assertThat(audited(hub)).containsAll(messageIds(hub, acknowledged));
        System.getLogger("kills")
                .log(INFO, "{0} acknowledged messages over {1} kills, each there once", acknowledged.size(), KILLS);
    }

    private static void feed(
            Hub hub, Messages sender, AtomicInteger counter, Queue<String> acknowledged, AtomicBoolean sending) {
        while (sending.get()) {
            String id = "K" + counter.incrementAndGet();
            try {
                String answer = hub.mllp()
                        .send(sender.glucose(id, id, "5." + counter.get() % 10, LocalDateTime.of(2026, 11, 20, 8, 0)));
                if ("AA".equals(Mllp.code(answer))) {
                    acknowledged.add(id);
                }
            } catch (IOException refused) {
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    /** Control ids by the filler order number of reports, and how many reports carry each. */
    private static Map<String, Long> stored(Hub hub) {
        return hub.fhir("city-second")
                .all("DiagnosticReport?_count=500")
                .map(report -> ORDER.matcher(report.path("identifier").toString()))
                .filter(Matcher::find)
                .map(order -> order.group(1))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Set<String> messageIds(Hub hub, Queue<String> controlIds) {
        return hub.fhir("city-second")
                .feedMessages()
                .filter(message -> controlIds.contains(message.path("controlId").asText()))
                .map(message -> message.path("id").asText())
                .collect(Collectors.toSet());
    }

    /** Ids of the messages that the audit log says were taken in. */
    private static Set<String> audited(Hub hub) {
        return hub.fhir("auditor1")
                .all("AuditEvent?_count=500&subtype=message")
                .flatMap(event -> event.path("entity").findValuesAsText("value").stream())
                .collect(Collectors.toSet());
    }
}
