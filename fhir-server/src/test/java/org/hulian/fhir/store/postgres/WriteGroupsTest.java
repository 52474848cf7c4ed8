package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.WriteSet;
import org.junit.jupiter.api.Test;

class WriteGroupsTest {
    private final List<List<PreparedSet>> transactions = new ArrayList<>();
    private final List<UniEmitter<? super List<Committed>>> open = new ArrayList<>();
    private final WriteGroups groups = new WriteGroups(sets -> Uni.createFrom().emitter(emitter -> {
        transactions.add(sets);
        open.add(emitter);
    }));

    private UniAssertSubscriber<Committed> write(PreparedSet set) {
        return groups.of(Store.CLINICAL).write(set).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static PreparedSet set() {
        return new PreparedSet(new WriteSet(List.of(), 1, written -> List.of()), List.of(), Map.of());
    }

    private static Committed committed() {
        return new Committed(List.of(), List.of());
    }

    @Test
    void whatArrivesMeanwhileSharesTheNextTransaction() {
        PreparedSet third = set();
        PreparedSet fourth = set();
        write(set());
        write(set());
        UniAssertSubscriber<Committed> waiting = write(third);
        write(fourth);
        assertThat(transactions).hasSize(2);

        open.getFirst().complete(List.of(committed()));

        assertThat(transactions).hasSize(3);
        assertThat(transactions.getLast()).containsExactly(third, fourth);
        waiting.assertNotTerminated();
        Committed mine = committed();
        open.getLast().complete(List.of(mine, committed()));
        assertThat(waiting.getItem()).isSameAs(mine);
    }

    @Test
    void aSetThatSpoilsItsGroupIsRefusedAlone() {
        write(set());
        write(set());
        UniAssertSubscriber<Committed> good = write(set());
        UniAssertSubscriber<Committed> bad = write(set());
        open.getFirst().complete(List.of(committed()));

        open.get(2).fail(new IllegalStateException("one of them"));

        assertThat(transactions.subList(3, 5)).allMatch(sets -> sets.size() == 1);
        open.get(3).complete(List.of(committed()));
        open.get(4).fail(new IllegalStateException("this one"));
        good.assertCompleted();
        bad.assertFailedWith(IllegalStateException.class, "this one");
    }
}
