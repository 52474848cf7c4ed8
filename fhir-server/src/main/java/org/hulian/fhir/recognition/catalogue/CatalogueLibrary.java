package org.hulian.fhir.recognition.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.terminology.catalogue.Catalogue;

/**
 * The catalogue that comes with this release as a Library, so that whoever edits the rules can read what they build on: an
 * attachment for each of its files. Only a release changes it.
 */
final class CatalogueLibrary {
    static final ResourceKey KEY =
            new ResourceKey(ResourceTypes.r4().get("Library"), new ResourceId("recognition-catalogue"));
    private static final String URL = "http://hulian.org/fhir/Library/recognition-catalogue";

    private CatalogueLibrary() {}

    /** As a resource; the same release gives the same bytes. */
    static byte[] json() {
        ObjectNode library = FhirJson.object();
        library.put("resourceType", "Library").put("id", KEY.id().value()).put("url", URL);
        library.put("name", "RecognitionCatalogue");
        library.put("title", "Items of mutual recognition of this release 随版本发布的互认项目目录");
        library.put("status", "active");
        library.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/library-type")
                .put("code", "asset-collection");
        ArrayNode content = library.putArray("content");
        files().forEach((name, data) -> content.addObject()
                .put("contentType", "application/yaml")
                .put("data", data)
                .put("title", name));
        return library.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a resource holds what this release holds. */
    static boolean isUnchanged(byte[] json) {
        JsonNode library = FhirJson.read(json);
        Map<String, String> held = new TreeMap<>();
        if (library != null) {
            library.path("content")
                    .forEach(content -> held.put(
                            content.path("title").asText(), content.path("data").asText()));
        }
        return held.equals(files());
    }

    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        Catalogue.bundledFiles()
                .forEach((name, content) -> files.put(name, Base64.getEncoder().encodeToString(content)));
        return files;
    }
}
