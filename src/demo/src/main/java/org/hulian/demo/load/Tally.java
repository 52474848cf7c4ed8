package org.hulian.demo.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a load has done.
 *
 * @param orders  placed after the hub was asked about them
 * @param refused the first few deliveries that were refused, with the reason
 */
public record Tally(
        int messages, int bundles, int resources, int orders, int refusals, List<String> refused, Duration took) {
    private static final int SHOWN = 10;

    static Tally none() {
        return new Tally(0, 0, 0, 0, 0, List.of(), Duration.ZERO);
    }

    Tally message() {
        return new Tally(messages + 1, bundles, resources, orders, refusals, refused, took);
    }

    Tally bundle(int more) {
        return new Tally(messages, bundles + 1, resources + more, orders, refusals, refused, took);
    }

    Tally order() {
        return new Tally(messages, bundles, resources, orders + 1, refusals, refused, took);
    }

    Tally refused(String what) {
        List<String> shown = refused.size() < SHOWN
                ? Stream.concat(refused.stream(), Stream.of(what)).toList()
                : refused;
        return new Tally(messages, bundles, resources, orders, refusals + 1, shown, took);
    }

    Tally after(Duration duration) {
        return new Tally(messages, bundles, resources, orders, refusals, refused, duration);
    }
}
