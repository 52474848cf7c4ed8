package org.hulian.launcher.bulk;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Resources of files, one JSON text each. Lines of NDJSON stay as they are. Entries of a Bundle get the id their fullUrl
 * names, references to other entries become plain ones, and references by an identifier ({@code Practitioner?identifier=}
 * of Synthea) are resolved by the resources read before.
 */
public final class FhirLines {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String PACKED = ".ndjson.gz";
    private static final String UUID_URN = "urn:uuid:";

    private final Map<String, String> byIdentifier = new HashMap<>();

    /** Hands over each resource of a file, in order. */
    public void read(Path file, Consumer<String> lines) {
        try {
            if (file.toString().endsWith(".ndjson") || file.toString().endsWith(PACKED)) {
                try (BufferedReader reader = reader(file)) {
                    reader.lines().filter(line -> !line.isBlank()).forEach(lines);
                }
            } else {
                json(JSON.readTree(Files.readAllBytes(file)), lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not FHIR JSON: " + file, e);
        }
    }

    private static BufferedReader reader(Path file) throws IOException {
        if (!file.toString().endsWith(PACKED)) {
            return Files.newBufferedReader(file, StandardCharsets.UTF_8);
        }
        InputStream packed = Files.newInputStream(file);
        try {
            return new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8));
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    private void json(JsonNode tree, Consumer<String> lines) {
        if (!tree.path("resourceType").asText().equals("Bundle")
                || !tree.path("entry").path(0).has("resource")) {
            lines.accept(tree.toString());
            return;
        }
        Map<String, String> addresses = new HashMap<>();
        for (JsonNode entry : tree.path("entry")) {
            address(entry, addresses);
        }
        for (JsonNode entry : tree.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.isObject()) {
                resolve(resource, addresses);
                lines.accept(resource.toString());
            }
        }
    }

    private void address(JsonNode entry, Map<String, String> addresses) {
        if (!(entry.path("resource") instanceof ObjectNode resource)) {
            return;
        }
        String fullUrl = entry.path("fullUrl").asText();
        String type = resource.path("resourceType").asText();
        if (!resource.has("id") && fullUrl.startsWith(UUID_URN)) {
            resource.put("id", fullUrl.substring(UUID_URN.length()));
        }
        String reference = type + "/" + resource.path("id").asText();
        if (!fullUrl.isEmpty()) {
            addresses.put(fullUrl, reference);
        }
        for (JsonNode identifier : resource.path("identifier")) {
            String token = identifier.path("system").asText() + "|"
                    + identifier.path("value").asText();
            byIdentifier.put(type + "?identifier=" + token, reference);
        }
    }

    private void resolve(JsonNode node, Map<String, String> addresses) {
        if (node instanceof ObjectNode object && object.path("reference").isTextual()) {
            String reference = object.path("reference").asText();
            String resolved = addresses.getOrDefault(reference, byIdentifier.get(reference));
            if (resolved != null) {
                object.put("reference", resolved);
            }
        }
        node.forEach(child -> resolve(child, addresses));
    }
}
