package org.hulian.fhir.recognition.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.recognition.Words;
import org.jspecify.annotations.Nullable;

/** Resources as JSON trees; decimals keep their digits. */
public final class FhirJson {
    public static final String LOINC = "http://loinc.org";
    public static final String EXAMINATION = "http://hulian.org/fhir/CodeSystem/examination";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private FhirJson() {}

    /** The tree of a resource, or null when the text is no JSON, or has half a surrogate pair, which is no character. */
    public static @Nullable JsonNode read(byte[] json) {
        try {
            JsonNode tree = JSON.readTree(json);
            return mayHaveSurrogates(json) && !isText(tree) ? null : tree;
        } catch (JsonProcessingException unreadable) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A surrogate by itself can only be written as an escape. */
    private static boolean mayHaveSurrogates(byte[] json) {
        for (int i = 2; i < json.length; i++) {
            if ((json[i] == 'd' || json[i] == 'D') && json[i - 1] == 'u' && json[i - 2] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(JsonNode tree) {
        if (tree.isTextual()) {
            return StandardCharsets.UTF_8.newEncoder().canEncode(tree.textValue());
        }
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(member.getKey())) {
                return false;
            }
        }
        for (JsonNode each : tree) {
            if (!isText(each)) {
                return false;
            }
        }
        return true;
    }

    /** An empty object that keeps the digits of decimals. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A CodeableConcept with one code: its display in Chinese, its text in English. */
    public static ObjectNode concept(String system, String code, Words words) {
        ObjectNode concept = object();
        concept.putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", words.zh());
        return concept.put("text", words.en());
    }

    /** What stands for a member that is not there. */
    public static JsonNode missing() {
        return JSON.missingNode();
    }

    /** A text, or null when it is absent or empty. */
    static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.asText().isEmpty() && !node.isNull() ? node.asText() : null;
    }

    /** The first text there is, or null. */
    static @Nullable String first(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            String text = text(node);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Codes as the catalogue knows them: LOINC and examinations by their code, all others as system|code. */
    static List<String> codes(JsonNode concept) {
        List<String> codes = new ArrayList<>();
        for (JsonNode coding : concept.path("coding")) {
            String system = coding.path("system").asText();
            String code = text(coding.path("code"));
            if (code != null) {
                codes.add(system.equals(LOINC) || system.equals(EXAMINATION) ? code : system + "|" + code);
            }
        }
        return codes;
    }

    /** {@code Type/id} of a resource, or of its place in a Bundle when it has no id yet. */
    static String reference(JsonNode resource, String otherwise) {
        String id = text(resource.path("id"));
        return id == null ? otherwise : resource.path("resourceType").asText() + "/" + id;
    }

    /** {@code Type/id} of a reference, relative or with a base URL before it; anything else as it is. */
    public static String local(String reference) {
        String[] steps = reference.split("/", -1);
        return steps.length >= 2 && !reference.startsWith("#")
                ? steps[steps.length - 2] + "/" + steps[steps.length - 1]
                : reference;
    }
}
