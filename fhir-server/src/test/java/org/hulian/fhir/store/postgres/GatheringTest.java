package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private final List<List<String>> turns = new ArrayList<>();
    private final List<UniEmitter<? super List<Integer>>> open = new ArrayList<>();
    private final Gathering<String, Integer> gathering = new Gathering<>(
            10,
            2,
            String::length,
            work -> work.charAt(0),
            work -> List.of(work.charAt(work.length() - 1)),
            work -> Uni.createFrom().emitter(emitter -> {
                turns.add(work);
                open.add(emitter);
            }));

    private UniAssertSubscriber<Integer> send(String work) {
        return gathering.of(work).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void whatArrivesMeanwhileSharesTheNextTurn() {
        send("a1");
        send("a2");
        UniAssertSubscriber<Integer> waiting = send("a3");
        send("a4");
        assertThat(turns).containsExactly(List.of("a1"), List.of("a2"));

        open.getFirst().complete(List.of(1));

        assertThat(turns).hasSize(3);
        assertThat(turns.getLast()).containsExactly("a3", "a4");
        waiting.assertNotTerminated();
        open.getLast().complete(List.of(3, 4));
        assertThat(waiting.getItem()).isEqualTo(3);
    }

    @Test
    void onlyWorkOfOneKindSharesATurnAndTheEldestGoesFirst() {
        send("a1");
        send("a2");
        List.of("b1", "a3", "b2").forEach(this::send);

        open.get(0).complete(List.of(1));
        open.get(1).complete(List.of(2));

        assertThat(turns.subList(2, 4)).containsExactly(List.of("b1", "b2"), List.of("a3"));
    }

    @Test
    void workWithAPartInCommonNeverSharesATurn() {
        send("a1");
        send("a2");
        List.of("a3x", "a4x", "a5").forEach(this::send);

        open.get(0).complete(List.of(1));
        open.get(1).complete(List.of(2));

        assertThat(turns.subList(2, 4)).containsExactly(List.of("a3x", "a5"), List.of("a4x"));
    }

    @Test
    void aTurnTakesNoMoreThanItsSizeUnlessOnePieceAloneIsLarger() {
        send("a1");
        send("a2");
        List.of("a-is-larger-than-most", "a-seven", "a-six", "a3").forEach(this::send);

        open.get(0).complete(List.of(1));
        open.get(1).complete(List.of(2));

        assertThat(turns.subList(2, 4)).containsExactly(List.of("a-is-larger-than-most"), List.of("a-seven", "a3"));
    }

    @Test
    void whatSpoilsItsTurnIsRefusedAlone() {
        send("a1");
        send("a2");
        UniAssertSubscriber<Integer> good = send("a3");
        UniAssertSubscriber<Integer> bad = send("a4");
        open.getFirst().complete(List.of(1));

        open.get(2).fail(new IllegalStateException("one of them"));

        assertThat(turns.subList(3, 5)).allMatch(work -> work.size() == 1);
        open.get(3).complete(List.of(3));
        open.get(4).fail(new IllegalStateException("this one"));
        good.assertCompleted();
        bad.assertFailedWith(IllegalStateException.class, "this one");
    }
}
