package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * The answer made of what has been read so far, and what is still to be read: done once nothing is. Pure; each round
 * begins anew with what is known by then.
 */
final class Evaluation {
    private final FhirContext fhir;
    private final Shapes shapes;
    private final Elements elements;
    private final Map<Want, Loaded> known;
    private final Function<String, Optional<ResourceKey>> local;
    private final Set<Want> wanted = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> path = new ArrayList<>();

    /**
     * A round.
     *
     * @param known what was read
     * @param local the resource of this server that a reference names
     */
    Evaluation(
            FhirContext fhir, Shapes shapes, Map<Want, Loaded> known, Function<String, Optional<ResourceKey>> local) {
        this.fhir = fhir;
        this.shapes = shapes;
        this.elements = new Elements(fhir);
        this.known = known;
        this.local = local;
    }

    /**
     * What there is not, and where.
     *
     * @param code of issue-type
     */
    record Problem(String code, List<String> path) {}

    /** Still to be read; empty when the answer is whole. */
    Set<Want> wanted() {
        return wanted;
    }

    List<Problem> problems() {
        return problems;
    }

    /** The answer to fields of a shape; {@code node} is null at the root. */
    ObjectNode answer(@Nullable Node node, Shape shape, List<GraphField> fields) {
        ObjectNode object = FhirJson.object();
        fields(node, shape, fields, new Sink.Plain(object), "");
        return object;
    }

    private void fields(@Nullable Node node, Shape given, List<GraphField> fields, Sink sink, String suffix) {
        Shape shape = given instanceof Shape.AnyResource && node != null
                ? Shapes.type(node.resourceType()).<Shape>map(shapes::resource).orElse(given)
                : given;
        if (shape instanceof Shape.AnyResource) {
            return;
        }
        for (GraphField field : GraphField.of(Shapes.name(shape), fields)) {
            path.add(field.key());
            field(node, shape, field, sink, suffix);
            path.removeLast();
        }
    }

    private void field(@Nullable Node node, Shape shape, GraphField field, Sink sink, String suffix) {
        switch (shapes.member(shape, field)) {
            case Member.TypeName name -> sink.put(field, field.key() + suffix, new TextNode(Shapes.name(shape)));
            case Member.Plain(Shape leads, boolean list, BaseRuntimeChildDefinition child) -> {
                List<Node> below = below(node, field.name(), child);
                write(list ? elements.chosen(below, field) : below, leads, list, field, sink, suffix);
            }
            case Member.Read(ResourceType type) ->
                write(named(type, field), shapes.resource(type), false, field, sink, suffix);
            case Member.Follow follow ->
                write(referred(node, field), new Shape.AnyResource(), false, field, sink, suffix);
            case Member.Search(ResourceType type, boolean page) -> {
                Loaded.Page found = found(node, type, page, field);
                if (page) {
                    write(page(found), new Shape.Page(type), false, field, sink, suffix);
                } else {
                    write(found.matches(), shapes.resource(type), true, field, sink, suffix);
                }
            }
            case Member.Edges(ResourceType type) ->
                write(node == null ? List.of() : node.held(), new Shape.Edge(type), true, field, sink, suffix);
            case Member.Matched(ResourceType type) ->
                write(node == null ? List.of() : node.held(), shapes.resource(type), false, field, sink, suffix);
        }
    }

    private static List<Node> below(@Nullable Node node, String name, @Nullable BaseRuntimeChildDefinition child) {
        JsonNode json = node == null ? null : node.json().get(name);
        if (node == null || json == null || json.isNull()) {
            return List.of();
        }
        if (!json.isArray()) {
            return List.of(node.below(json, child, 0));
        }
        List<Node> below = new ArrayList<>(json.size());
        for (int i = 0; i < json.size(); i++) {
            below.add(node.below(json.get(i), child, i));
        }
        return below;
    }

    private void write(List<Node> nodes, Shape leads, boolean list, GraphField field, Sink sink, String suffix) {
        boolean several = list && !field.first();
        if (!field.flatten()) {
            ArrayNode values = FhirJson.object().arrayNode();
            for (int i = 0; i < nodes.size(); i++) {
                path.add(Integer.toString(i));
                values.add(value(nodes.get(i), i, leads, field));
                path.removeLast();
            }
            boolean absent = values.isEmpty() && !isSearched(leads, list);
            sink.put(field, field.key() + suffix, absent ? NullNode.getInstance() : several ? values : values.get(0));
            return;
        }
        Sink.Gathering gathering = several ? new Sink.Gathering() : null;
        for (int i = 0; i < nodes.size(); i++) {
            String suffixed = suffix + elements.suffix(nodes.get(i), i, field);
            fields(nodes.get(i), leads, field.fields(), gathering == null ? sink : gathering, suffixed);
        }
        if (gathering != null) {
            gathering.into(sink);
        }
    }

    /** A search that finds nothing answers an empty list; an element that is not there is null. */
    private static boolean isSearched(Shape leads, boolean list) {
        return list && (leads instanceof Shape.Resource || leads instanceof Shape.Edge);
    }

    private JsonNode value(Node node, int index, Shape leads, GraphField field) {
        if (leads instanceof Shape.Scalar) {
            return node.json();
        }
        ObjectNode object = FhirJson.object();
        fields(node, leads, field.fields(), new Sink.Plain(object), elements.suffix(node, index, field));
        return object;
    }

    private List<Node> named(ResourceType type, GraphField field) {
        String id = String.valueOf(field.argument("id"));
        if (!ResourceId.isValid(id)) {
            return none("not-found");
        }
        return one(new Want.Named(new ResourceKey(type, new ResourceId(id))), true);
    }

    private List<Node> referred(@Nullable Node node, GraphField field) {
        String reference = node == null ? "" : node.json().path("reference").asText();
        String type = field.argument("type");
        boolean optional = "true".equals(field.argument("optional"));
        if (node == null || reference.isEmpty()) {
            return List.of();
        }
        if (reference.startsWith("#")) {
            Node contained = node.contained(reference.substring(1));
            return contained == null || (type != null && !type.equals(contained.resourceType()))
                    ? List.of()
                    : List.of(contained);
        }
        Optional<ResourceKey> key = local.apply(reference);
        if (key.isEmpty()) {
            return optional ? List.of() : none("not-found");
        }
        return type != null && !type.equals(key.get().type().name())
                ? List.of()
                : one(new Want.Referred(key.get()), !optional);
    }

    private List<Node> one(Want want, boolean required) {
        return switch (known.get(want)) {
            case Loaded.One(Node found) -> List.of(found);
            case Loaded.None(String code) -> required ? none(code) : List.of();
            case Loaded.Page page -> throw new IllegalStateException("a page for " + want);
            case null -> {
                wanted.add(want);
                yield List.of();
            }
        };
    }

    private List<Node> none(String code) {
        problems.add(new Problem(code, List.copyOf(path)));
        return List.of();
    }

    private Loaded.Page found(@Nullable Node node, ResourceType type, boolean page, GraphField field) {
        Map<String, List<String>> arguments = new LinkedHashMap<>(field.arguments());
        List<String> by = arguments.remove("_reference");
        if (by != null) {
            if (node == null || !node.isStored()) {
                return new Loaded.Page(List.of(), null, null);
            }
            String focus = node.resourceType() + "/" + node.json().path("id").asText();
            arguments.merge(by.getFirst(), List.of(focus), (given, more) -> {
                List<String> both = new ArrayList<>(given);
                both.addAll(more);
                return both;
            });
        }
        boolean total =
                page && field.fields().stream().anyMatch(each -> each.name().equals("count"));
        Want want = new Want.Matches(type, arguments, total);
        if (known.get(want) instanceof Loaded.Page found) {
            return found;
        }
        wanted.add(want);
        return new Loaded.Page(List.of(), null, null);
    }

    private List<Node> page(Loaded.Page found) {
        ObjectNode json = FhirJson.object();
        json.put("pagesize", found.matches().size());
        json.put("count", found.total());
        json.put("next", found.next());
        List<Node> edges = new ArrayList<>();
        for (Node match : found.matches()) {
            edges.add(Node.holding(FhirJson.object().put("mode", "match"), List.of(match), fhir));
        }
        return List.of(Node.holding(json, edges, fhir));
    }
}
