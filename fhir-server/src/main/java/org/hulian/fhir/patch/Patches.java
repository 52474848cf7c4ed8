package org.hulian.fhir.patch;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;

/** Reads patches from what requests and entries carry. */
public final class Patches {
    private final FhirContext fhir;
    private final PatchLimits limits;

    /** Patches within limits; elements are those of a context's version of FHIR. */
    public Patches(FhirContext fhir, PatchLimits limits) {
        this.fhir = fhir;
        this.limits = limits;
    }

    /** A body of type {@code application/json-patch+json}. */
    public Patch jsonPatch(byte[] json) {
        return JsonPatchOperations.read(json, limits);
    }

    /** Parameters, <a href="https://hl7.org/fhir/R4/fhirpatch.html">FHIRPath Patch</a>. */
    public Patch fhirPathPatch(byte[] json) {
        return FhirPathPatch.read(Tree.read(json), fhir, limits);
    }

    /**
     * The resource of an entry: a Binary with a JSON Patch, or Parameters.
     *
     * @param path of the entry, for messages
     */
    public Patch ofEntry(byte[] resource, String path) {
        JsonNode body = Tree.read(resource);
        return switch (body.path("resourceType").asText()) {
            case "Parameters" -> FhirPathPatch.read(body, fhir, limits);
            case "Binary" -> binary(body, path);
            default ->
                throw Tree.malformed(
                        path + ".resource",
                        "PATCH takes a Binary with a JSON Patch, or Parameters with a FHIRPath Patch.",
                        "PATCH 的 resource 应为含 JSON Patch 的 Binary，或含 FHIRPath Patch 的 Parameters。");
        };
    }

    private Patch binary(JsonNode binary, String path) {
        if (!binary.path("contentType").asText().startsWith("application/json-patch+json")) {
            throw Tree.malformed(
                    path + ".resource.contentType",
                    "The contentType must be application/json-patch+json. XML Patch is not offered.",
                    "contentType 应为 application/json-patch+json；不支持 XML Patch。");
        }
        try {
            return jsonPatch(Base64.getMimeDecoder().decode(binary.path("data").asText()));
        } catch (IllegalArgumentException notBase64) {
            throw Tree.malformed(path + ".resource.data", "The data is not base64.", "data 不是合法的 base64。");
        }
    }
}
