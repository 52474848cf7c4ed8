package org.hulian.fhir.patch;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** The operations of a <a href="https://hl7.org/fhir/R4/fhirpatch.html">FHIRPath Patch</a>, in their order. */
record FhirPathPatch(List<Operation> operations, Shapes shapes, PatchLimits limits) implements Patch {
    private static final Set<String> KINDS = Set.of("add", "insert", "delete", "replace", "move");

    /**
     * One operation.
     *
     * @param at    where it stands in the patch, for messages
     * @param value the part named value, or null
     */
    record Operation(
            String at,
            String kind,
            String path,
            String name,
            @Nullable JsonNode value,
            int index,
            int source,
            int destination) {}

    static Patch read(JsonNode parameters, FhirContext fhir, PatchLimits limits) {
        if (!parameters.path("resourceType").asText().equals("Parameters")) {
            throw Tree.malformed(
                    "resourceType", "A FHIRPath Patch is a Parameters resource.", "FHIRPath Patch 应为 Parameters 资源。");
        }
        JsonNode sent = parameters.path("parameter");
        if (!sent.isArray() && !sent.isMissingNode()) {
            throw Tree.malformed("Parameters.parameter", "The parameters are an array.", "parameter 应为数组。");
        }
        if (sent.size() > limits.operations()) {
            throw new FailureException(
                    new Failure.TooCostly("operations of a patch", limits.operations(), sent.size()));
        }
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            operations.add(operation(sent.get(i), "Parameters.parameter[" + i + "]"));
        }
        if (operations.isEmpty()) {
            throw Tree.malformed("Parameters.parameter", "The patch has no operation.", "补丁中没有任何操作。");
        }
        return new FhirPathPatch(operations, new Shapes(fhir), limits);
    }

    private static Operation operation(JsonNode parameter, String at) {
        String kind = "";
        String path = "";
        String name = "";
        JsonNode value = null;
        int index = -1;
        int source = -1;
        int destination = -1;
        Set<String> said = new HashSet<>();
        for (JsonNode part : parameter.path("part")) {
            if (!said.add(part.path("name").asText())) {
                throw Tree.malformed(at, "An operation has each part once only.", "每个 operation 的同名 part 只能出现一次。");
            }
            switch (part.path("name").asText()) {
                case "type" ->
                    kind = part.path("valueCode")
                            .asText(part.path("valueString").asText());
                case "path" -> path = part.path("valueString").asText();
                case "name" -> name = part.path("valueString").asText();
                case "value" -> value = part;
                case "index" -> index = part.path("valueInteger").asInt(-1);
                case "source" -> source = part.path("valueInteger").asInt(-1);
                case "destination" -> destination = part.path("valueInteger").asInt(-1);
                default -> throw Tree.malformed(at, "An unknown part of an operation.", "操作中含有未知的 part。");
            }
        }
        if (!parameter.path("name").asText().equals("operation") || !KINDS.contains(kind) || path.isEmpty()) {
            throw Tree.malformed(
                    at,
                    "An operation has the parts type (add, insert, delete, replace or move) and path.",
                    "每个 operation 必须含 type（add、insert、delete、replace 或 move）和 path。");
        }
        if (value == null && (kind.equals("add") || kind.equals("insert") || kind.equals("replace"))) {
            throw Tree.malformed(at, "This operation needs the part value.", "该操作缺少 value。");
        }
        return new Operation(at, kind, path, name, value, index, source, destination);
    }

    @Override
    public byte[] applyTo(byte[] json) {
        if (!(Tree.read(json) instanceof ObjectNode root)) {
            throw new IllegalStateException("a stored resource is an object");
        }
        ElementEdits edits = new ElementEdits(root, shapes);
        for (Operation operation : operations) {
            switch (operation.kind()) {
                case "add" -> edits.add(operation);
                case "insert" -> edits.insert(operation);
                case "delete" -> edits.delete(operation);
                case "replace" -> edits.replace(operation);
                default -> edits.move(operation);
            }
            if (!Tree.isWithin(root, limits.nodes())) {
                throw new FailureException(
                        new Failure.TooCostly("values of a patched resource", limits.nodes(), limits.nodes() + 1L));
            }
        }
        return Tree.write(root);
    }
}
