package org.hulian.mappers.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where a map is being compiled into: what its rows are called in traces, and what the using row says of its codes.
 *
 * @param prefix    the using rows, outermost first, with their arrow; empty at a resource
 * @param translate ConceptMap id standing for `$translate`
 * @param table     v2 table standing for `$table`
 * @param depth     maps within maps so far
 */
record Site(
        String prefix, @Nullable String translate, @Nullable String table, int depth) {

    static final Site TOP = new Site("", null, null, 0);

    Site inside(String row, @Nullable String nextTranslate, @Nullable String nextTable) {
        return new Site(row + " > ", nextTranslate, nextTable, depth + 1);
    }

    @Nullable
    String translate(@Nullable String word) {
        return "$translate".equals(word) ? translate : word;
    }

    @Nullable
    String table(@Nullable String word) {
        return "$table".equals(word) ? table : word;
    }
}
