package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.testing.OfficialExamples;
import org.junit.jupiter.api.Test;

/** HL7's example resources, stored and read back. */
class OfficialExamplesTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Test
    void everyExampleIsReadBackAsItWasSentAndFoundByItsId() throws IOException {
        List<Path> files = OfficialExamples.files();
        List<String> wrong = new ArrayList<>();
        int stored = 0;

        try (TestStore hub = new TestStore()) {
            for (Path file : files) {
                String sent = Files.readString(file, StandardCharsets.UTF_8);
                JsonNode tree = JSON.readTree(sent);
                String type = tree.path("resourceType").asText();
                boolean kept = ResourceTypes.r4()
                        .find(type)
                        .filter(known -> known.store() != Store.AUDIT)
                        .isPresent();
                if (!kept || tree.path("id").isMissingNode()) {
                    continue;
                }
                hub.put(TestStore.FIRST, sent);
                stored++;
                String reference = type + "/" + tree.path("id").asText();
                if (!plain(JSON.readTree(hub.text(reference))).equals(plain(tree))
                        || hub.ids(type + "?_id=" + tree.path("id").asText()).size() != 1) {
                    wrong.add(file.getFileName().toString());
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(stored).isGreaterThan(300);
    }

    /** Without what the server assigns. */
    private static JsonNode plain(JsonNode tree) {
        ObjectNode copy = ((ObjectNode) tree).deepCopy();
        if (copy.get("meta") instanceof ObjectNode meta) {
            meta.remove(List.of("versionId", "lastUpdated"));
            if (meta.isEmpty()) {
                copy.remove("meta");
            }
        }
        return copy;
    }
}
