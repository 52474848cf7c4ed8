package org.hulian.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.flipkart.zjsonpatch.InvalidJsonPatchException;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/** <a href="https://www.rfc-editor.org/rfc/rfc6902">JSON Patch</a>; one operation at a time, so that none outgrows the limits. */
record JsonPatchOperations(ArrayNode operations, PatchLimits limits) implements Patch {
    static Patch read(byte[] json, PatchLimits limits) {
        if (!(Tree.read(json) instanceof ArrayNode operations)) {
            throw Tree.malformed("", "A JSON Patch is an array of operations.", "JSON Patch 应为操作数组。");
        }
        if (operations.size() > limits.operations()) {
            throw new FailureException(
                    new Failure.TooCostly("operations of a patch", limits.operations(), operations.size()));
        }
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i).path("path").asText("").isEmpty()) {
                throw Tree.malformed(
                        "[" + i + "]",
                        "An operation needs a path below the resource. To replace the whole resource use PUT.",
                        "操作必须指定资源之内的 path；替换整个资源请使用 PUT。");
            }
        }
        try {
            JsonPatch.validate(operations);
        } catch (InvalidJsonPatchException invalid) {
            throw Tree.malformed("", "An operation of the patch is not one of RFC 6902.", "补丁中含有不符合 RFC 6902 的操作。");
        }
        return new JsonPatchOperations(operations, limits);
    }

    @Override
    public byte[] applyTo(byte[] json) {
        JsonNode tree = Tree.read(json);
        for (int i = 0; i < operations.size(); i++) {
            try {
                JsonPatch.applyInPlace(JsonNodeFactory.instance.arrayNode(1).add(operations.get(i)), tree);
            } catch (JsonPatchApplicationException unfit) {
                throw Tree.unfit(
                        "[" + i + "]",
                        "The operation does not fit the resource as it is, or its test failed. Read it again.",
                        "操作与资源当前内容不符，或 test 未通过。请重新读取资源。");
            }
            if (!Tree.isWithin(tree, limits.nodes())) {
                throw new FailureException(
                        new Failure.TooCostly("values of a patched resource", limits.nodes(), limits.nodes() + 1L));
            }
        }
        return Tree.write(tree);
    }
}
