package org.hulian.bench.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;

/**
 * One kind of question, asked about resources drawn from all that the server shows.
 *
 * @param type  of what is drawn
 * @param asked the questions that follow from what was drawn, with some chance
 */
record Query(String name, String asDemo, String type, BiFunction<List<JsonNode>, Random, List<Call>> asked)
        implements Scenario {
    private static final int QUESTIONS = 500;

    /** A GET about each; an empty path for what the question does not fit. */
    static Query of(String name, String asDemo, String type, Function<JsonNode, String> path) {
        return new Query(
                name,
                asDemo,
                type,
                (drawn, random) -> drawn.stream()
                        .map(path)
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .map(Call::get)
                        .toList());
    }

    /** Questions about several at a time, some hundred of them. */
    static Query ofMany(String name, String asDemo, String type, BiFunction<List<JsonNode>, Random, Call> call) {
        return new Query(
                name,
                asDemo,
                type,
                (drawn, random) -> random.ints(QUESTIONS)
                        .mapToObj(seed -> call.apply(drawn, new Random(seed)))
                        .toList());
    }

    @Override
    public Calls prepare(Discovery discovery, Random random) {
        List<Call> calls = asked.apply(Sample.of(type, discovery, random), random);
        if (calls.isEmpty()) {
            throw new BenchFailure("What the server shows of " + type + " does not fit the scenario " + name + ".");
        }
        return () -> calls.get(random.nextInt(calls.size()));
    }
}
