package org.hulian.fhir.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Reads the rows of {@code src/test/resources/conformance}, one file for each page of the specification. */
final class ConformanceTable {
    private static final Path FOLDER = Path.of("src/test/resources/conformance");
    private static final Set<String> KEYS = Set.of("rule", "section", "given", "request", "expect");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConformanceTable() {}

    static List<ConformanceRow> rows() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<ConformanceRow> rows = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                rows.addAll(read(file));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ConformanceRow> read(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            List<ConformanceRow> rows = new ArrayList<>();
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(500); // rows share what is given and what is expected
            Map<String, Object> page = map(new Yaml(options).load(in));
            Map<String, Object> bodies = map(page.get("bodies"));
            for (Object each : list(page.get("rows"))) {
                Map<String, Object> row = map(each);
                if (!KEYS.containsAll(row.keySet())) {
                    throw new IllegalArgumentException(file + ": unknown key in " + row.keySet());
                }
                Map<String, ConformanceRow.Request> given = new LinkedHashMap<>();
                map(row.get("given")).forEach((alias, request) -> given.put(alias, request(map(request), bodies)));
                rows.add(new ConformanceRow(
                        String.valueOf(file.getFileName()),
                        text(row, "rule"),
                        page.get("page") + text(row, "section"),
                        given,
                        request(map(row.get("request")), bodies),
                        expectation(map(row.get("expect")))));
            }
            return rows;
        }
    }

    /** The first key is the method, its value the path. */
    private static ConformanceRow.Request request(Map<String, Object> request, Map<String, Object> bodies) {
        String method = request.keySet().iterator().next();
        Object body = request.get("body");
        Object named = body instanceof String name && bodies.containsKey(name) ? bodies.get(name) : body;
        return new ConformanceRow.Request(
                String.valueOf(request.getOrDefault("as", "hospital")),
                method,
                text(request, method),
                texts(request.get("headers")),
                named == null ? null : named instanceof String text ? text : json(named));
    }

    private static ConformanceRow.Expectation expectation(Map<String, Object> expect) {
        return new ConformanceRow.Expectation(
                Integer.parseInt(text(expect, "status")),
                texts(expect.get("headers")),
                texts(expect.get("facts")),
                list(expect.get("text")).stream().map(String::valueOf).toList(),
                list(expect.get("without")).stream().map(String::valueOf).toList());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(Objects.requireNonNull(map.get(key), key));
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(value).forEach((key, each) -> texts.put(key, String.valueOf(each)));
        return texts;
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((key, each) -> map.put(String.valueOf(key), each));
        }
        return map;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
