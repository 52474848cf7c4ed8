package org.hulian.terminology.lookup;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Who stands above whom, for systems small enough to lie in memory. */
final class Hierarchy {
    private static final int[] NONE = {};

    private final int[][] parents;
    private final int[][] children;

    private Hierarchy(int[][] parents, int[][] children) {
        this.parents = parents;
        this.children = children;
    }

    /** From pairs of child and parent; a pair may come twice, a circle is cut where it closes. */
    static Hierarchy of(int size, List<int[]> pairs) {
        List<List<Integer>> up = lists(size);
        List<List<Integer>> down = lists(size);
        for (int[] pair : pairs) {
            if (pair[0] != pair[1] && !up.get(pair[0]).contains(pair[1])) {
                up.get(pair[0]).add(pair[1]);
                down.get(pair[1]).add(pair[0]);
            }
        }
        return new Hierarchy(arrays(up), arrays(down));
    }

    int[] parents(int number) {
        return parents[number];
    }

    int[] children(int number) {
        return children[number];
    }

    boolean subsumes(int ancestor, int descendant) {
        return ancestor == descendant || reach(parents, descendant).get(ancestor);
    }

    IntStream descendants(int number) {
        BitSet below = reach(children, number);
        below.clear(number);
        return below.stream();
    }

    private static BitSet reach(int[][] next, int from) {
        BitSet met = new BitSet(next.length);
        int[] waiting = new int[Math.max(16, next.length)];
        int count = 0;
        for (int number : next[from]) {
            if (!met.get(number)) {
                met.set(number);
                waiting[count++] = number;
            }
        }
        while (count > 0) {
            for (int number : next[waiting[--count]]) {
                if (!met.get(number)) {
                    met.set(number);
                    waiting[count++] = number;
                }
            }
        }
        return met;
    }

    private static List<List<Integer>> lists(int size) {
        List<List<Integer>> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>(2));
        }
        return lists;
    }

    private static int[][] arrays(List<List<Integer>> lists) {
        int[][] arrays = new int[lists.size()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = lists.get(i).isEmpty()
                    ? NONE
                    : lists.get(i).stream().mapToInt(Integer::intValue).toArray();
        }
        return arrays;
    }
}
