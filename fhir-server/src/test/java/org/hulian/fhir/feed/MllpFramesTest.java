package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hulian.fhir.feed.MllpFrames.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MllpFramesTest {
    private final MllpFrames frames = new MllpFrames(100);

    @Test
    void cutsTwoMessagesOutOfOneChunk() {
        List<Event> events = frames.read(bytes("\u000bone\u001c\r\u000btwo\u001c\r"));

        assertThat(events).map(MllpFramesTest::text).containsExactly("one", "two");
        assertThat(frames.isInside()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheSameMessagesHoweverTheStreamIsCut(long seed) {
        Random random = new Random(seed);
        byte[] stream =
                bytes("\u000bMSH|a\r\u000bPID|\u001c|\u001cx\r\u001c\r\r\n\u000b\u001c\r\u000bMSH|b\u001c\u001c\r");
        List<String> found = new ArrayList<>();

        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + 1 + random.nextInt(5));
            frames.read(java.util.Arrays.copyOfRange(stream, at, end)).forEach(event -> found.add(text(event)));
            at = end;
        }

        assertThat(found).containsExactly("MSH|a\r\u000bPID|\u001c|\u001cx\r", "", "MSH|b\u001c");
    }

    @Test
    void attack78AFrameWithoutItsStartIsBroken() {
        List<Event> events = frames.read(bytes("MSH|^~\\&|A\u001c\r\u000bnext\u001c\r"));

        assertThat(events).hasSize(1);
        assertThat(events.getFirst()).isInstanceOfSatisfying(Event.Broken.class, broken -> {
            assertThat(broken.fault()).isEqualTo(FeedFault.NO_START);
            assertThat(new String(broken.kept(), StandardCharsets.UTF_8)).isEqualTo("MSH|^~\\&|A");
        });
    }

    @Test
    void attack78AFrameWithoutItsEndIsBrokenWhenTheStreamEnds() {
        frames.read(bytes("\u000bMSH|^~\\&|A"));

        assertThat(frames.end(FeedFault.NO_END))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Broken.class, broken -> assertThat(broken.fault()).isEqualTo(FeedFault.NO_END));
    }

    @Test
    void attack78AnEndlessFrameIsCutAtTheLimit() {
        List<Event> events = new ArrayList<>(frames.read(bytes("\u000b")));

        for (int i = 0; i < 1000; i++) {
            events.addAll(frames.read(bytes("0123456789")));
        }

        assertThat(events).singleElement().isInstanceOfSatisfying(Event.Broken.class, broken -> {
            assertThat(broken.fault()).isEqualTo(FeedFault.TOO_LONG);
            assertThat(broken.kept()).hasSize(101);
        });
        assertThat(frames.pending()).isZero();
    }

    @Test
    void betweenMessagesNothingIsBroken() {
        frames.read(bytes("\u000bone\u001c\r"));

        assertThat(frames.end(FeedFault.NO_END)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Event event) {
        return switch (event) {
            case Event.Frame frame -> new String(frame.message(), StandardCharsets.UTF_8);
            case Event.Broken broken -> "broken " + broken.fault();
        };
    }
}
