package org.hulian.terminology.release;

import java.util.Arrays;
import java.util.List;

/** Parents and children of concepts, sorted, and everything above each: what makes subsumption one look. One thread. */
final class Links {
    private final int[][] parents;
    private final int[][] children;
    private final int[] marks;
    private final int[] found;
    private int stamp;

    private Links(int[][] parents, int[][] children) {
        this.parents = parents;
        this.children = children;
        this.marks = new int[parents.length];
        this.found = new int[parents.length];
    }

    static Links of(int size, List<int[]> pairs) {
        return new Links(side(size, pairs, 0), side(size, pairs, 1));
    }

    private static int[][] side(int size, List<int[]> pairs, int from) {
        int[] counts = new int[size];
        for (int[] pair : pairs) {
            counts[pair[from]]++;
        }
        int[][] side = new int[size][];
        for (int number = 0; number < size; number++) {
            side[number] = new int[counts[number]];
        }
        for (int[] pair : pairs) {
            side[pair[from]][--counts[pair[from]]] = pair[1 - from];
        }
        for (int number = 0; number < size; number++) {
            side[number] = Arrays.stream(side[number]).sorted().distinct().toArray();
        }
        return side;
    }

    int[] parents(int number) {
        return parents[number];
    }

    int[] children(int number) {
        return children[number];
    }

    /** All that stand above a concept; one in a circle stands above itself and is left out. */
    int[] ancestors(int number) {
        stamp++;
        marks[number] = stamp;
        int count = climb(number, 0);
        for (int next = 0; next < count; next++) {
            count = climb(found[next], count);
        }
        int[] above = Arrays.copyOf(found, count);
        Arrays.sort(above);
        return above;
    }

    private int climb(int number, int count) {
        int more = count;
        for (int parent : parents[number]) {
            if (marks[parent] != stamp) {
                marks[parent] = stamp;
                found[more++] = parent;
            }
        }
        return more;
    }
}
