package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.jspecify.annotations.Nullable;

/**
 * A place in a resource: its JSON, which is what is answered, and the same place in HAPI's model, made only where a
 * FHIRPath asks.
 */
final class Node {
    private final JsonNode json;
    private final Node root;
    private final @Nullable Node parent;
    private final @Nullable BaseRuntimeChildDefinition child;
    private final int index;
    private final FhirContext fhir;
    private final byte[] body;
    private final List<Node> held;
    private @Nullable IBase model;

    private Node(
            JsonNode json,
            @Nullable Node parent,
            @Nullable BaseRuntimeChildDefinition child,
            int index,
            FhirContext fhir,
            byte[] body,
            List<Node> held) {
        this.json = json;
        this.parent = parent;
        this.root = parent == null ? this : parent.root;
        this.child = child;
        this.index = index;
        this.fhir = fhir;
        this.body = body;
        this.held = held;
    }

    /** A resource as it is stored. */
    static Node of(byte[] body, FhirContext fhir) {
        JsonNode json = FhirJson.read(body);
        return new Node(json == null ? MissingNode.getInstance() : json, null, null, 0, fhir, body, List.of());
    }

    /** One below this. */
    Node below(JsonNode at, @Nullable BaseRuntimeChildDefinition definition, int position) {
        return new Node(at, this, definition, position, fhir, body, List.of());
    }

    /** What holds resources and is none, such as a page. */
    static Node holding(JsonNode json, List<Node> held, FhirContext fhir) {
        return new Node(json, null, null, 0, fhir, new byte[0], held);
    }

    List<Node> held() {
        return held;
    }

    /** Whether it is a resource of its own, with an address. */
    boolean isStored() {
        return parent == null && held.isEmpty();
    }

    JsonNode json() {
        return json;
    }

    String resourceType() {
        return json.path("resourceType").asText();
    }

    /** A contained resource of the same resource, or null. */
    @Nullable
    Node contained(String id) {
        JsonNode all = root.json.path("contained");
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).path("id").asText().equals(id)) {
                return root.below(
                        all.get(i),
                        fhir.getResourceDefinition(root.resourceType()).getChildByName("contained"),
                        i);
            }
        }
        return null;
    }

    /** In the model, or null where the model does not have it. */
    @Nullable
    IBase model() {
        if (model == null) {
            model = made();
        }
        return model;
    }

    /** The whole resource in the model. */
    @Nullable
    IBase resource() {
        return root.model();
    }

    private @Nullable IBase made() {
        if (parent == null) {
            return fhir.newJsonParser().parseResource(new String(body, StandardCharsets.UTF_8));
        }
        IBase above = parent.model();
        if (above == null || child == null) {
            return null;
        }
        List<IBase> values = child.getAccessor().getValues(above);
        return index < values.size() ? values.get(index) : null;
    }
}
