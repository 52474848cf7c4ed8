package org.hulian.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEntryCodecTest {

    /** Golden: these bytes are hashed and signed, so they never change. */
    @Test
    void writesTheFieldsInTheirOrder() {
        String canonical =
                new String(AuditEntryCodec.encode(Entries.read(Outcome.DENIED, "consent")), StandardCharsets.UTF_8);

        assertThat(canonical)
                .isEqualTo(
                        "{\"id\":\"0190c7e0-0000-7000-8000-0000000000ff\",\"recorded\":\"2026-11-21T12:34:56.789012Z\","
                                + "\"interaction\":\"READ\",\"outcome\":\"DENIED\",\"agent\":{\"subject\":\"f3c1\",\"name\":\"李伟\","
                                + "\"client\":\"console\",\"roles\":[\"physician\"],\"institution\":\"riverside\","
                                + "\"address\":\"127.0.0.1\",\"purposes\":1},"
                                + "\"patients\":[\"0190c7e0-0000-7000-8000-000000000001\"],"
                                + "\"entities\":[{\"kind\":\"RESOURCE\",\"type\":\"Observation\","
                                + "\"id\":\"0190c7e0-0000-7000-8000-00000000000a\",\"version\":2}],"
                                + "\"policies\":[\"Consent/0190c7e0-0000-7000-8000-00000000000c/_history/1\"],"
                                + "\"request\":\"req-1\",\"reason\":\"consent\"}");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void readsBackWhateverItWrote(long seed) {
        Random random = new Random(seed);

        for (int i = 0; i < 1_000; i++) {
            AuditEntry entry = Entries.random(random);
            byte[] canonical = AuditEntryCodec.encode(entry);

            assertThat(AuditEntryCodec.decode(canonical)).isEqualTo(entry);
            assertThat(AuditEntryCodec.encode(AuditEntryCodec.decode(canonical)))
                    .isEqualTo(canonical);
            assertThat(canonical).doesNotContain((byte) '\n');
        }
    }

    @Test
    void growsWithAnyQuery() {
        String query = "name=" + "\u0001".repeat(50_000);
        AuditEntry entry = Entries.entry(
                Interaction.SEARCH, Outcome.REJECTED, Agent.unknown(null), List.of(), query, "too-costly");

        assertThat(AuditEntryCodec.decode(AuditEntryCodec.encode(entry))).isEqualTo(entry);
    }

    @Test
    void writesALoneSurrogateAsTheReplacementCharacter() {
        AuditEntry entry =
                Entries.entry(Interaction.SEARCH, Outcome.ALLOWED, Agent.unknown(null), List.of(), "a\ud800b", null);

        assertThat(AuditEntryCodec.decode(AuditEntryCodec.encode(entry)).query())
                .isEqualTo("a\ufffdb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"id\":\"x\"}"})
    void refusesWhatIsNotAnEntry(String text) {
        assertThatThrownBy(() -> AuditEntryCodec.decode(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
