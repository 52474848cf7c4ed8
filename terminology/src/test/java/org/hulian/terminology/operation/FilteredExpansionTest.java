package org.hulian.terminology.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.terminology.release.PackFolder;
import org.hulian.terminology.release.Progress;
import org.hulian.terminology.release.ReleaseImport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** $expand with a filter over an imported system: which codes, how many, and which page of them. */
class FilteredExpansionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SYSTEM = "http://example.org/findings";

    @TempDir
    private Path folder;

    private Operations operations = operations(new PackFolder(Path.of("nowhere")));

    @BeforeEach
    void importRelease() throws IOException {
        StringBuilder csv = new StringBuilder("code,en,zh,status\n");
        for (int i = 0; i < 100; i++) {
            csv.append("F%02d,%s number %d,发现,%s%n"
                    .formatted(i, i % 2 == 0 ? "Even" : "Odd", i, i % 10 == 4 ? "inactive" : "active"));
        }
        Path table = Files.writeString(folder.resolve("t.csv"), csv.toString());
        new ReleaseImport(folder, Progress.NONE).run(ReleaseImport.Kind.TABLE, SYSTEM, "1", List.of(table));
        PackFolder packs = new PackFolder(folder);
        packs.look((file, reason) -> {
            throw new AssertionError(reason);
        });
        operations = operations(packs);
    }

    @Test
    void countsAllAndGivesThePage() throws IOException {
        JsonNode page = expanded(Map.of("url", SYSTEM + "/vs", "filter", "EVEN 发", "offset", "2", "count", "3"));

        assertThat(page.path("total").asInt()).isEqualTo(50);
        assertThat(page.path("contains").findValuesAsText("code")).containsExactly("F04", "F06", "F08");
    }

    @Test
    void leavesInactiveOnesOutOfTheTotalToo() throws IOException {
        JsonNode active = expanded(Map.of("url", SYSTEM + "/vs", "filter", "even", "activeOnly", "true", "count", "3"));
        JsonNode unfiltered = expanded(Map.of("url", SYSTEM + "/vs", "activeOnly", "true", "count", "1"));

        assertThat(active.path("total").asInt()).isEqualTo(40);
        assertThat(active.path("contains").findValuesAsText("code")).containsExactly("F00", "F02", "F06");
        assertThat(unfiltered.path("total").asInt()).isEqualTo(90);
    }

    @Test
    void findsTheOwnWordsOfTheValueSet() throws IOException {
        String set = """
                {"resourceType":"ValueSet","url":"http://example.org/own","status":"active","compose":{"include":[
                  {"system":"%1$s","concept":[{"code":"F33","display":"Our preferred wording"},{"code":"F20"}]},
                  {"system":"%1$s","filter":[{"property":"code","op":"regex","value":"F5."}]}]}}
                """.formatted(SYSTEM);

        assertThat(expanded(set, "preferred").path("contains").findValuesAsText("code"))
                .containsExactly("F33");
        assertThat(expanded(set, "preferred odd").path("total").asInt()).isEqualTo(1);
        assertThat(expanded(set, "even").path("total").asInt()).isEqualTo(6);
        assertThat(expanded(set, "F60").path("total").asInt()).isZero();
    }

    private JsonNode expanded(String set, String filter) throws IOException {
        byte[] body = JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("resourceType", "Parameters")
                .set(
                        "parameter",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .put("name", "valueSet")
                                        .set("resource", JSON.readTree(set)))
                                .add(JSON.createObjectNode()
                                        .put("name", "filter")
                                        .put("valueString", filter))));
        return answer(() -> Request.ofBody(body));
    }

    private JsonNode expanded(Map<String, String> query) throws IOException {
        return answer(() -> Request.ofQuery(query.entrySet()));
    }

    private JsonNode answer(Supplier<Request> request) throws IOException {
        return JSON.readTree(operations
                        .answer(Operation.EXPAND, request, Operations.Reader.ENGLISH)
                        .json())
                .path("expansion");
    }

    private static Operations operations(PackFolder packs) {
        return new Operations(packs.library(), Limits.DEFAULT, () -> new UUID(1, 1), () -> Instant.EPOCH);
    }
}
