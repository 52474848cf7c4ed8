package org.hulian.fhir.recognition.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.recognition.resource.References;

/** The resources of a file: a Bundle, one resource, an array of them, or one on each line. */
final class ResultFile {
    private final List<JsonNode> resources = new ArrayList<>();
    private final Map<String, JsonNode> byReference = new HashMap<>();

    private ResultFile() {}

    static ResultFile read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        ResultFile found = new ResultFile();
        List<String> lines = new String(content, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        boolean onePerLine =
                lines.size() > 1 && lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        if (onePerLine) {
            lines.forEach(line -> found.add(tree(file, line.getBytes(StandardCharsets.UTF_8))));
        } else {
            found.add(tree(file, content));
        }
        return found;
    }

    List<JsonNode> resources() {
        return List.copyOf(resources);
    }

    Optional<JsonNode> find(String reference) {
        return Optional.ofNullable(byReference.get(reference));
    }

    /** Documents about a result. */
    List<JsonNode> about(String reference) {
        return resources.stream()
                .filter(resource -> resource.path("resourceType").asText().equals("DocumentReference"))
                .filter(document -> References.ofDocument(document).contains(reference))
                .toList();
    }

    private void add(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::add);
        } else if (node.path("resourceType").asText().equals("Bundle")) {
            for (JsonNode entry : node.path("entry")) {
                JsonNode resource = entry.path("resource");
                add(resource);
                byReference.put(FhirJson.local(entry.path("fullUrl").asText()), resource);
            }
        } else if (node.has("resourceType")) {
            resources.add(node);
            byReference.put(
                    node.path("resourceType").asText() + "/" + node.path("id").asText(), node);
        }
    }

    private static JsonNode tree(Path file, byte[] json) {
        JsonNode node = FhirJson.read(json);
        if (node == null || node.isMissingNode()) {
            throw new IllegalArgumentException(file + " is not FHIR in JSON");
        }
        return node;
    }
}
