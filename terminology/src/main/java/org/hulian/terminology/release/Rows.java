package org.hulian.terminology.release;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * A table row by row: CSV (RFC 4180, quotation marks doubled inside quoted cells) or tab-separated without quoting as in
 * SNOMED CT releases; the first row names the columns. UTF-8 with or without a byte order mark.
 */
final class Rows implements Closeable {
    private static final int LONGEST = 1 << 20;

    private final String file;
    private final BufferedReader reader;
    private final char separator;
    private final boolean quoted;
    private final Map<String, Integer> columns = new HashMap<>();
    private List<String> cells = List.of();
    private int line;
    private int started;

    private Rows(String file, BufferedReader reader, char separator, boolean quoted) {
        this.file = file;
        this.reader = reader;
        this.separator = separator;
        this.quoted = quoted;
    }

    static Rows csv(Path path, Progress progress) throws IOException {
        return open(path, ',', true, progress);
    }

    static Rows tabs(Path path, Progress progress) throws IOException {
        return open(path, '\t', false, progress);
    }

    private static Rows open(Path path, char separator, boolean quoted, Progress progress) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(
                        CountedStream.open(path, progress),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        Rows rows = new Rows(path.getFileName().toString(), reader, separator, quoted);
        if (!rows.read()) {
            throw rows.problem("", "the file is empty; its first line must name the columns");
        }
        for (int i = 0; i < rows.cells.size(); i++) {
            String name = rows.cells.get(i).strip();
            rows.columns.put(i == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name, i);
        }
        return rows;
    }

    /** Fails unless all of these columns are there. */
    Rows require(String... names) {
        for (String name : names) {
            if (!columns.containsKey(name)) {
                throw problem(
                        name,
                        "the column is missing; there are "
                                + columns.keySet().stream().sorted().toList());
            }
        }
        return this;
    }

    /** Names after a prefix of the columns that begin with it, in alphabetical order. */
    List<String> columns(String prefix) {
        return columns.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** Moves to the next row that is not empty. */
    boolean next() throws IOException {
        while (read()) {
            if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** A cell, or null when it is empty or the column is not there. */
    @Nullable
    String cell(String column) {
        Integer index = columns.get(column);
        String text =
                index == null || index >= cells.size() ? "" : cells.get(index).strip();
        return text.isEmpty() ? null : text;
    }

    /** A cell that must be filled. */
    String filled(String column) {
        String text = cell(column);
        if (text == null) {
            throw problem(column, "the cell is empty");
        }
        return text;
    }

    /** What is wrong in the row the reader stands on. */
    InvalidDataException problem(String column, String message) {
        return problem(started, column, message);
    }

    /** What is wrong in an earlier row. */
    InvalidDataException problem(int at, String column, String message) {
        return new InvalidDataException(List.of(new DataProblem(file, at, column, message)));
    }

    /** The line the row begins at, from 1. */
    int line() {
        return started;
    }

    private boolean read() throws IOException {
        List<String> row = new ArrayList<>(cells.size());
        StringBuilder cell = new StringBuilder();
        String text = readLine();
        started = line;
        if (text == null) {
            return false;
        }
        boolean inside = false;
        while (true) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean quote = quoted && c == '"';
                if (quote && inside && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else if (quote) {
                    inside = !inside;
                } else if (c == separator && !inside) {
                    row.add(cell.toString());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            if (!inside) {
                row.add(cell.toString());
                cells = row;
                return true;
            }
            text = readLine();
            if (text == null || cell.length() > LONGEST) {
                throw problem("", "a quotation mark is opened and not closed");
            }
            cell.append('\n');
        }
    }

    private @Nullable String readLine() throws IOException {
        String text;
        try {
            text = reader.readLine();
        } catch (CharacterCodingException e) {
            throw new InvalidDataException(List.of(
                    new DataProblem(file, line + 1, "", "the text from here on is not UTF-8; convert the file")));
        }
        line++;
        return text;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
