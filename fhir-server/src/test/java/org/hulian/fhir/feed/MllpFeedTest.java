package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Outcome;
import org.junit.jupiter.api.Test;

class MllpFeedTest extends OpenFeed {
    @Test
    void aResultInGb18030IsAcceptedMappedAndWritten() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            assertThat(client.send(Messages.glucose("G1"), GB18030)).contains("MSA|AA|G1");
        }

        until(() -> !"received".equals(hub.kept("G1").status()));
        assertThat(hub.written.values())
                .anySatisfy(observation -> assertThat(observation)
                        .contains("\"Observation\"", "14749-6", "GLU-K", "葡萄糖", "\"value\":5.6", "mmol/L"));
        String id = hub.kept("G1").id();
        assertThat(hub.written).containsKey("Binary/" + id);
        assertThat(hub.audited.values())
                .filteredOn(entry -> entry.requestId().equals(id))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.outcome()).isEqualTo(Outcome.ALLOWED);
                    assertThat(entry.agent().institution()).isEqualTo("city-second");
                    assertThat(entry.patients()).hasSize(1);
                });
    }

    @Test
    void attack73TheSameMessageTwiceHasOneEffect() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            assertThat(client.send(Messages.glucose("D1"), GB18030)).contains("MSA|AA|D1");
            assertThat(client.send(Messages.glucose("D1"), GB18030)).contains("MSA|AA|D1");
        }

        until(() -> !"received".equals(hub.kept("D1").status()));
        String id = hub.kept("D1").id();
        assertThat(hub.kept("D1").accepted()).isTrue();
        assertThat(hub.kept("D1").deliveries()).isEqualTo(2);
        assertThat(hub.order).containsOnlyOnce(id);
        assertThat(hub.audited.values())
                .filteredOn(entry -> entry.requestId().equals(id))
                .hasSize(1);
    }

    @Test
    void theSameControlIdWithOtherContentIsRefusedAndKept() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            client.send(Messages.glucose("C1", "5.6"), GB18030);

            String answer = client.send(Messages.glucose("C1", "7.9"), GB18030);

            assertThat(answer).contains("MSA|AE|C1").contains("MSH-10");
        }
        assertThat(count("control_id = 'C1' and not accepted and problems like '%duplicate-control-id%'"))
                .isEqualTo(1);
        assertThat(count("control_id = 'C1' and accepted")).isEqualTo(1);
    }

    @Test
    void anUnknownSenderIsRejectedAndAudited() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            assertThat(client.send(Messages.glucose("U1").replace("CITY-SECOND|", "NOWHERE|"), GB18030))
                    .contains("MSA|AR|U1");
        }
        assertThat(hub.kept("U1").problems()).contains("unknown-sender");
        assertThat(hub.audited.values())
                .filteredOn(entry -> entry.outcome() == Outcome.DENIED)
                .map(AuditEntry::reason)
                .contains("unknown-sender");
    }

    @Test
    void attack78BrokenFramesAreAnsweredKeptAndClosed() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            client.raw((Messages.glucose("B1") + "\u001c\r").getBytes(GB18030));

            assertThat(client.receive()).contains("MSA|AR|B1").contains("0x0B");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertRefused("B1", "parsing_error");
    }

    @Test
    void attack78AnEndlessFrameIsCutOffAndTheNextSenderIsServed() throws IOException {
        try (FeedHub small = new FeedHub(databases, limits(10_000, Duration.ofSeconds(30)), FeedHub.mapper());
                MllpClient client = new MllpClient(small.port)) {
            client.raw(("\u000b" + Messages.glucose("L1") + "x".repeat(20_000)).getBytes(GB18030));

            assertThat(client.receive()).contains("MSA|AR|L1");
            assertThat(client.isClosedByServer()).isTrue();
            try (MllpClient next = new MllpClient(small.port)) {
                assertThat(next.send(Messages.glucose("L2"), GB18030)).contains("MSA|AA|L2");
            }
        }
    }

    @Test
    void attack78AByteNowAndThenIsCutOff() throws IOException, InterruptedException {
        try (FeedHub impatient = new FeedHub(databases, limits(10_000, Duration.ofMillis(300)), FeedHub.mapper());
                MllpClient client = new MllpClient(impatient.port)) {
            byte[] message = ("\u000b" + Messages.glucose("S1")).getBytes(GB18030);
            Thread trickle = Thread.ofVirtual().start(() -> {
                try {
                    for (byte b : message) {
                        client.raw(new byte[] {b});
                        Thread.sleep(20);
                    }
                } catch (IOException | InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            });

            assertThat(client.receive()).contains("MSA|AR|");
            assertThat(client.isClosedByServer()).isTrue();
            trickle.interrupt();
            trickle.join();
        }
    }

    @Test
    void attack79InjectedControlBytesStayData() throws IOException {
        String injected = Messages.glucose("I1").replace("张^伟", "张\\X0D\\OBX|9|NM|FAKE||1^伟\u000b\u001c");
        int before = hub.written.size();
        try (MllpClient client = new MllpClient(hub.port)) {
            assertThat(client.send(injected, GB18030)).containsAnyOf("MSA|AA|I1", "MSA|AE|I1");
        }

        until(() -> !"received".equals(hub.kept("I1").status()));
        assertThat(hub.written.values())
                .filteredOn(r -> r.contains("\"Observation\""))
                .noneMatch(r -> r.contains("FAKE"));
        assertThat(hub.written.size()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void attack80ACharsetThatLiesIsRefusedWithTheReason() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            String answer = client.send(Messages.glucose("X1"), StandardCharsets.UTF_8);

            assertThat(answer).contains("MSA|AE|X1").contains("ERR|");
        }
        assertRefused("X1", "parsing_error");
    }

    @Test
    void attack82AMergeIsRefusedAndKeptForLater() throws IOException {
        String merge = Messages.registration("M1", "19800101").replace("ADT^A04^ADT_A01", "ADT^A40^ADT_A39");
        try (MllpClient client = new MllpClient(hub.port)) {
            assertThat(client.send(merge)).contains("MSA|AE|M1");
        }
        assertRefused("M1", "conversion_error");
    }

    @Test
    void attack83NonsenseInAnAdtIsRefused() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            assertThat(client.send(Messages.registration("N1", "20991231"))).contains("MSA|AE|N1");
            String many = Messages.registration("N2", "19800101").replace("李^娜", "李^娜" + "~李^娜".repeat(500));
            assertThat(client.send(many)).contains("MSA|AE|N2");
            assertThat(client.send(Messages.registration("N3", "19800101").replace("CITY-FIRST|", "NOWHERE|")))
                    .contains("MSA|AR|N3");
            assertThat(client.send(Messages.registration("N4", "19800101"))).contains("MSA|AA|N4");
        }
        assertThat(hub.kept("N1").status()).isEqualTo("conversion_error");
    }

    @Test
    void aMessageNobodyCanReadIsKeptAndAnswered() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            assertThat(client.send("GET / HTTP/1.1\r\n\r\n")).contains("MSA|AR|");
            assertThat(client.send("MSH|^~\\&|LIS|CITY-SECOND|||20261120||ORU^R01||P|2.4\rPID|1\r"))
                    .contains("MSA|AE|")
                    .contains("MSH-10");
        }
        assertThat(count("control_id = '' and problems like '%MSH segment%'")).isEqualTo(1);
    }

    @Test
    void whatIsKeptIsSealed() throws IOException {
        try (MllpClient client = new MllpClient(hub.port)) {
            client.send(Messages.glucose("E1"), GB18030);
        }

        assertThat(count(
                        "control_id = 'E1' and position($1 in sealed) = 0",
                        "GLU-K".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(1);
    }

    @Test
    void anOrderIsAnsweredWithoutAdviceWhenItsRecordsTakeTooLong() throws IOException {
        CompletableFuture<Void> written = new CompletableFuture<>();
        hub.store = (bundle, context) ->
                Uni.createFrom().completionStage(written).chain(() -> hub.remember(bundle, context));
        String order = String.join(
                "\r",
                "MSH|^~\\&|HIS|CITY-SECOND|HULIAN|REGION|20261120100000||ORM^O01|O1|P|2.4||||||GB18030",
                "PID|1||S0001^^^CITY-SECOND^MR||张^伟||19491231|M",
                "ORC|NW|P-O1|||||||20261120100000",
                "OBR|1|P-O1||GLU-K^葡萄糖",
                "");
        try (MllpClient client = new MllpClient(hub.port)) {
            long begun = System.nanoTime();
            String answer = client.send(order, GB18030);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(FeedHub.ORDER_PATIENCE);
            assertThat(answer).contains("MSA|AA|O1", "~LATER~", "Advice is not ready yet", "ORC|OK|P-O1");
        }
        assertThat(hub.kept("O1").status()).isEqualTo("received");
        written.complete(null);
        until(() -> !"received".equals(hub.kept("O1").status()));
        assertThat(hub.order).contains(hub.kept("O1").id());
    }

    private void assertRefused(String controlId, String status) {
        assertThat(hub.kept(controlId)).satisfies(kept -> {
            assertThat(kept.status()).isEqualTo(status);
            assertThat(kept.accepted()).isFalse();
        });
    }

    private static MllpLimits limits(int frame, Duration grace) {
        return new MllpLimits(frame, 10, 1 << 20, Duration.ofSeconds(60), grace, 1 << 20);
    }

    private static long count(String where, Object... binds) {
        var tuple = io.vertx.mutiny.sqlclient.Tuple.tuple();
        for (Object bind : binds) {
            tuple.addValue(bind instanceof byte[] bytes ? io.vertx.core.buffer.Buffer.buffer(bytes) : bind);
        }
        return databases
                .clinical()
                .preparedQuery("select count(*) from hub.feed_message where " + where)
                .executeAndAwait(tuple)
                .iterator()
                .next()
                .getLong(0);
    }
}
