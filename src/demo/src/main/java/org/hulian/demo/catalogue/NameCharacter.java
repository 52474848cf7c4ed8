package org.hulian.demo.catalogue;

import java.util.Locale;

/** A character (or a two-character surname) of a name: simplified, traditional, pinyin, and how often it is used. */
public record NameCharacter(String simplified, String traditional, String pinyin, int male, int female) {

    public String capitalised() {
        return pinyin.substring(0, 1).toUpperCase(Locale.ROOT) + pinyin.substring(1);
    }

    static NameCharacter surname(CsvTable.Row row) {
        return of(row, row.number("weight"), row.number("weight"));
    }

    static NameCharacter given(CsvTable.Row row) {
        return of(row, row.number("male"), row.number("female"));
    }

    static NameCharacter fixed(CsvTable.Row row, String column) {
        return new NameCharacter(
                row.required(column), row.required(column + "_traditional"), row.required(column + "_pinyin"), 0, 0);
    }

    private static NameCharacter of(CsvTable.Row row, int male, int female) {
        return new NameCharacter(
                row.required("character"), row.required("traditional"), row.required("pinyin"), male, female);
    }
}
