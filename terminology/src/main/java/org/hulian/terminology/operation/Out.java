package org.hulian.terminology.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.expand.Issue;
import org.hulian.terminology.expand.TerminologyException;
import org.jspecify.annotations.Nullable;

/** Parameters in the making; what is null is left out. */
final class Out {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String MESSAGE_ID = "http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id";
    private static final String KINDS = "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type";

    private final ArrayNode list = NODES.arrayNode();

    Out add(String name, String element, @Nullable String value) {
        if (value != null) {
            list.addObject().put("name", name).put(element, value);
        }
        return this;
    }

    Out string(String name, @Nullable String value) {
        return add(name, "valueString", value);
    }

    Out code(String name, @Nullable String value) {
        return add(name, "valueCode", value);
    }

    Out uri(String name, @Nullable String value) {
        return add(name, "valueUri", value);
    }

    Out flag(String name, boolean value) {
        list.addObject().put("name", name).put("valueBoolean", value);
        return this;
    }

    Out value(String name, String element, @Nullable JsonNode value) {
        if (value != null) {
            list.addObject().put("name", name).set(element, value);
        }
        return this;
    }

    Out coding(String name, @Nullable Coding value) {
        return value == null ? this : value(name, "valueCoding", coding(value));
    }

    Out resource(String name, JsonNode resource) {
        list.addObject().put("name", name).set("resource", resource);
        return this;
    }

    Out parts(String name, Out parts) {
        list.addObject().put("name", name).set("part", parts.list);
        return this;
    }

    ArrayNode list() {
        return list;
    }

    ObjectNode resource() {
        ObjectNode resource = NODES.objectNode().put("resourceType", "Parameters");
        resource.set("parameter", list);
        return resource;
    }

    static ObjectNode coding(Coding coding) {
        ObjectNode node = NODES.objectNode();
        if (!coding.system().isEmpty()) {
            node.put("system", coding.system());
        }
        node.put("code", coding.code());
        if (coding.display() != null) {
            node.put("display", coding.display());
        }
        return node;
    }

    /** An OperationOutcome with these issues, in a language. */
    static ObjectNode outcome(List<Issue> issues, String language) {
        ObjectNode outcome = NODES.objectNode().put("resourceType", "OperationOutcome");
        ArrayNode list = outcome.putArray("issue");
        for (Issue issue : issues) {
            ObjectNode node =
                    list.addObject().put("severity", issue.severity().code()).put("code", issue.code());
            if (!issue.text().id().isEmpty()) {
                node.putArray("extension")
                        .addObject()
                        .put("url", MESSAGE_ID)
                        .put("valueString", issue.text().id());
            }
            ObjectNode details = node.putObject("details");
            if (!issue.kind().isEmpty()) {
                details.putArray("coding").addObject().put("system", KINDS).put("code", issue.kind());
            }
            details.put("text", issue.text().in(language));
            if (issue.expression() != null) {
                node.putArray("location").add(issue.expression());
                node.putArray("expression").add(issue.expression());
            }
        }
        return outcome;
    }

    static Reply reply(ObjectNode resource) {
        return new Reply(200, bytes(resource));
    }

    static Reply refusal(TerminologyException refused, String language) {
        return new Reply(refused.status(), bytes(outcome(List.of(refused.issue()), language)));
    }

    static byte[] bytes(JsonNode resource) {
        try {
            return MAPPER.writeValueAsBytes(resource);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
