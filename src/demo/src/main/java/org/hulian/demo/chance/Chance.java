package org.hulian.demo.chance;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A stream of draws that depends only on its seed, its purpose and a number.
 *
 * <p>SplitMix64 with {@link StrictMath}: the same bits on every machine and JDK, and a new draw added for one purpose
 * does not shift the draws of another.
 */
public final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Chance(long state) {
        this.state = state;
    }

    public static Chance of(long seed, String purpose, long number) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001b3L;
        }
        return new Chance(mix(mix(seed ^ hash) + number * GOLDEN));
    }

    /** A whole number from 0 to bound - 1. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** A whole number from low to high, both included. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    public boolean happens(double probability) {
        return unit() < probability;
    }

    /** A draw from the standard normal distribution. */
    public double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        return radius * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    /** How often something happens that happens {@code mean} times on average. */
    public int count(double mean) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = unit(); product > limit; product *= unit()) {
            count++;
        }
        return count;
    }

    public <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    public <T> T weighted(List<T> from, ToIntFunction<? super T> weight) {
        int total = 0;
        for (T candidate : from) {
            total += weight.applyAsInt(candidate);
        }
        int drawn = below(total);
        for (T candidate : from) {
            drawn -= weight.applyAsInt(candidate);
            if (drawn < 0) {
                return candidate;
            }
        }
        throw new IllegalStateException("weights changed while drawing");
    }

    private double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
