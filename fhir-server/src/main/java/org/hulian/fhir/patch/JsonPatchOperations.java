package org.hulian.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.flipkart.zjsonpatch.CompatibilityFlags;
import com.flipkart.zjsonpatch.InvalidJsonPatchException;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import java.util.EnumSet;
import java.util.regex.Pattern;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/** <a href="https://www.rfc-editor.org/rfc/rfc6902">JSON Patch</a>; one operation at a time, so that none outgrows the limits. */
record JsonPatchOperations(ArrayNode operations, PatchLimits limits) implements Patch {
    /** Characters of a pointer. */
    private static final int LONGEST = 1_000;

    private static final Pattern POINTER = Pattern.compile("(/(?!0\\d+(/|$))([^~/]|~[01])*)*");

    /** Removing what is not there fails, RFC 6902, 4.2. */
    private static final EnumSet<CompatibilityFlags> STRICT =
            EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

    static Patch read(byte[] json, PatchLimits limits) {
        if (!(Tree.read(json) instanceof ArrayNode operations)) {
            throw Tree.malformed("", "A JSON Patch is an array of operations.", "JSON Patch 应为操作数组。");
        }
        if (operations.size() > limits.operations()) {
            throw new FailureException(
                    new Failure.TooCostly("operations of a patch", limits.operations(), operations.size()));
        }
        for (int i = 0; i < operations.size(); i++) {
            if (!isPointer(operations.get(i).path("path"))
                    || !isPointer(operations.get(i).path("from"))) {
                throw Tree.malformed(
                        "[" + i + "]",
                        "path and from are JSON Pointers: each step after a slash, ~0 for ~ and ~1 for /, no zeros before an"
                                + " index.",
                        "path 与 from 须为 JSON Pointer：每一步以斜杠开头，~0 表示 ~，~1 表示 /，下标无前导零。");
            }
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

    /** <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>; what is not there is somebody else's affair. */
    private static boolean isPointer(JsonNode path) {
        String text = path.asText("");
        return text.length() <= LONGEST && POINTER.matcher(text).matches();
    }

    @Override
    public byte[] applyTo(byte[] json) {
        JsonNode tree = Tree.read(json);
        for (int i = 0; i < operations.size(); i++) {
            try {
                JsonPatch.applyInPlace(JsonNodeFactory.instance.arrayNode(1).add(operations.get(i)), tree, STRICT);
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
