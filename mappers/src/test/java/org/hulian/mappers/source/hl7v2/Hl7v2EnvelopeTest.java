package org.hulian.mappers.source.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class Hl7v2EnvelopeTest {

    private static final Instant AT = Instant.parse("2026-03-12T01:02:03.004Z");

    @Test
    void readsTheHeaderWithoutTheRest() {
        Peeked.Envelope envelope = envelope("2.4", "GB18030-2000");

        assertThat(envelope.type()).isEqualTo("ORU");
        assertThat(envelope.trigger()).isEqualTo("R01");
        assertThat(envelope.controlId()).isEqualTo("C-1");
        assertThat(envelope.facilityName()).isEqualTo("市二院");
        assertThat(envelope.charset()).isEqualTo("GB18030-2000");
    }

    @Test
    void saysWhyThereIsNoHeader() {
        assertThat(Hl7v2Envelope.peek("PID|1".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Peeked.Broken.class);
        assertThat(Hl7v2Envelope.peek(new byte[0])).isInstanceOf(Peeked.Broken.class);
        assertThat(Hl7v2Envelope.peek("MSH|^~\\&|||||||".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Peeked.Broken.class);
    }

    @Test
    void acceptsWithThePartiesExchangedAndTheCharacterSetOfTheMessage() {
        byte[] ack = Hl7v2Envelope.acknowledge(envelope("2.4", "GB18030-2000"), AckCode.AA, null, AT);

        String text = new String(ack, Charset.forName("GB18030"));
        assertThat(text)
                .startsWith("MSH|^~\\&|HUB|HULIAN|LIS|市二院^2^L|20260312010203.004+0000||ACK^R01^ACK|")
                .contains("|P|2.4||||||GB18030-2000\r")
                .endsWith("MSA|AA|C-1\r");
    }

    @Test
    void namesSegmentAndFieldOfAnErrorInTheFormOfTheVersion() {
        AckError error = AckError.at("OBX[2]-5.1", "207", "bad | value");

        String older = text(Hl7v2Envelope.acknowledge(envelope("2.3.1", ""), AckCode.AE, error, AT));
        String newer = text(Hl7v2Envelope.acknowledge(envelope("2.5.1", ""), AckCode.AE, error, AT));
        String newest = text(Hl7v2Envelope.acknowledge(envelope("2.8", ""), AckCode.AR, error, AT));

        assertThat(older)
                .contains("||ACK^R01|")
                .contains("\rMSA|AE|C-1|bad \\F\\ value\r")
                .contains("\rERR|OBX^2^5^207&bad");
        assertThat(newer).contains("\rERR||OBX^2^5|207^^HL70357|E|||bad \\F\\ value|");
        assertThat(newest).contains("\rMSA|AR|C-1\rERR||OBX^2^5|207^^HL70357|E|||");
    }

    @Test
    void cutsAFileIntoItsMessages() {
        String one = "MSH|^~\\&|a\rPID|1\r";
        String two = "MSH|^~\\&|b\rPID|2\r";
        byte[] file = ("FHS|^~\\&|x\rBHS|^~\\&|y\r" + one + two + "BTS|2\rFTS|1\r").getBytes(StandardCharsets.UTF_8);

        List<byte[]> messages = Hl7v2Batch.split(file);

        assertThat(messages).extracting(Hl7v2EnvelopeTest::text).containsExactly(one, two);
    }

    private static Peeked.Envelope envelope(String version, String charset) {
        String text = "MSH|^~\\&|LIS|市二院^2^L|HUB|HULIAN|20260312||ORU^R01|C-1|P|" + version + "||||||" + charset + "\r";
        Charset as = charset.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName("GB18030");
        return (Peeked.Envelope) Hl7v2Envelope.peek(text.getBytes(as));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
