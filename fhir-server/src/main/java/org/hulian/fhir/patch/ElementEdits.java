package org.hulian.fhir.patch;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries the operations of a FHIRPath Patch out on a tree. */
final class ElementEdits {
    private final ObjectNode root;
    private final Shapes shapes;
    private final String type;

    ElementEdits(ObjectNode root, Shapes shapes) {
        this.root = root;
        this.shapes = shapes;
        this.type = root.path("resourceType").asText();
    }

    /** A value with the type its JSON name says. */
    private record Typed(String suffix, JsonNode node) {}

    void add(FhirPathPatch.Operation operation) {
        Spot parent = single(operation, steps(operation));
        if (!(parent.node() instanceof ObjectNode owner)) {
            throw unfit(operation, "add takes the path of an element that can have members", "add 的 path 应为可含子元素的元素");
        }
        put(operation, owner, parent.shape(), operation.name(), Objects.requireNonNull(operation.value()));
    }

    void insert(FhirPathPatch.Operation operation) {
        List<PathStep> steps = steps(operation);
        String name = lastName(operation, steps);
        Spot parent = single(operation, steps.subList(0, steps.size() - 1));
        if (!(parent.node() instanceof ObjectNode owner)) {
            throw unfit(operation, "insert takes the path of a list", "insert 的 path 应为列表");
        }
        BaseRuntimeChildDefinition child = child(operation, parent.shape(), name);
        int size = owner.path(name).size();
        if (!Shapes.repeats(child) || operation.index() < 0 || operation.index() > size) {
            throw unfit(operation, "the index is outside of the list", "index 超出列表范围");
        }
        Typed value = value(operation, child, name, Objects.requireNonNull(operation.value()));
        Spot.insertAt(owner, name, operation.index(), value.node());
    }

    /** What is not there need not be deleted. */
    void delete(FhirPathPatch.Operation operation) {
        List<Spot> found = find(steps(operation));
        if (found.size() > 1) {
            throw unfit(operation, "the path leads to several elements", "路径指向多个元素");
        }
        if (steps(operation).isEmpty()) {
            throw unfit(operation, "the resource itself is deleted by DELETE", "删除资源本身请使用 DELETE");
        }
        found.forEach(Spot::remove);
    }

    /** Which parent it stands in is a question of identity: two may have the same content. */
    @SuppressWarnings("ReferenceEquality")
    void replace(FhirPathPatch.Operation operation) {
        List<PathStep> steps = steps(operation);
        Spot spot = single(operation, steps);
        String name = lastMember(operation, steps);
        List<Spot> parents = find(steps.subList(0, steps.lastIndexOf(new PathStep.Member(name))));
        BaseRuntimeElementCompositeDefinition<?> shape = parents.stream()
                .filter(parent -> parent.node() == spot.owner())
                .findFirst()
                .map(Spot::shape)
                .orElse(null);
        BaseRuntimeChildDefinition child = child(operation, shape, name);
        Typed value = value(operation, child, name, Objects.requireNonNull(operation.value()));
        if (Shapes.isChoice(child)) {
            spot.remove();
            spot.owner().set(bare(child) + value.suffix(), value.node());
        } else {
            spot.replaceBy(value.node());
        }
    }

    void move(FhirPathPatch.Operation operation) {
        List<PathStep> steps = steps(operation);
        String name = lastName(operation, steps);
        Spot parent = single(operation, steps.subList(0, steps.size() - 1));
        int size = parent.node().path(name).size();
        boolean inside = operation.source() >= 0
                && operation.source() < size
                && operation.destination() >= 0
                && operation.destination() < size;
        if (!inside || !(parent.node() instanceof ObjectNode owner)) {
            throw unfit(operation, "source and destination must be inside the list", "source 和 destination 必须在列表范围内");
        }
        owner.withArray(name)
                .insert(operation.destination(), owner.withArray(name).remove(operation.source()));
        if (owner.get("_" + name) instanceof ArrayNode extensions) {
            while (extensions.size() < size) {
                extensions.addNull();
            }
            extensions.insert(operation.destination(), extensions.remove(operation.source()));
        }
    }

    private void put(
            FhirPathPatch.Operation operation,
            ObjectNode owner,
            @Nullable BaseRuntimeElementCompositeDefinition<?> shape,
            String name,
            JsonNode part) {
        BaseRuntimeChildDefinition child = child(operation, shape, name);
        Typed value = value(operation, child, name, part);
        if (Shapes.isChoice(child)) {
            if (!shapes.members(owner, shape, bare(child)).isEmpty()) {
                throw unfit(operation, "the element is there already: replace it", "该元素已存在，请使用 replace");
            }
            owner.set(bare(child) + value.suffix(), value.node());
        } else if (Shapes.repeats(child)) {
            owner.withArray(name).add(value.node());
        } else if (owner.has(name)) {
            throw unfit(operation, "the element is there already: replace it", "该元素已存在，请使用 replace");
        } else {
            owner.set(name, value.node());
        }
    }

    /** {@code value[x]} as it is, a resource, or an object made of parts. */
    private Typed value(
            FhirPathPatch.Operation operation, BaseRuntimeChildDefinition child, String name, JsonNode part) {
        for (Iterator<String> names = part.fieldNames(); names.hasNext(); ) {
            String each = names.next();
            if (each.startsWith("value")) {
                return new Typed(each.substring("value".length()), part.get(each));
            }
            if (each.equals("resource")) {
                return new Typed("", part.get(each));
            }
        }
        BaseRuntimeElementDefinition<?> element = child.getChildByName(name);
        if (part.path("part").isEmpty() || !(element instanceof BaseRuntimeElementCompositeDefinition<?> shape)) {
            throw unfit(
                    operation,
                    "the value has neither value[x] nor parts of this element",
                    "value 既无 value[x]，也无该元素的 part");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode each : part.path("part")) {
            put(operation, object, shape, each.path("name").asText(), each);
        }
        return new Typed("", object);
    }

    private List<PathStep> steps(FhirPathPatch.Operation operation) {
        return PathParser.parse(operation.path(), type, operation.at());
    }

    private Spot single(FhirPathPatch.Operation operation, List<PathStep> steps) {
        List<Spot> found = find(steps);
        if (found.size() != 1) {
            throw unfit(
                    operation,
                    found.isEmpty() ? "the path leads to no element" : "the path leads to several elements",
                    found.isEmpty() ? "路径未指向任何元素" : "路径指向多个元素");
        }
        return found.getFirst();
    }

    private List<Spot> find(List<PathStep> steps) {
        List<Spot> found = List.of(new Spot(root, "", -1, root, shapes.ofResource(type)));
        for (PathStep step : steps) {
            found = step(found, step);
        }
        return found;
    }

    private List<Spot> step(List<Spot> from, PathStep step) {
        return switch (step) {
            case PathStep.Member(String name) -> {
                List<Spot> next = new ArrayList<>();
                for (Spot spot : from) {
                    if (spot.node() instanceof ObjectNode owner) {
                        next.addAll(shapes.members(owner, spot.shape(), name));
                    }
                }
                yield next;
            }
            case PathStep.Index(int index) -> {
                int at = index < 0 ? from.size() - 1 : index;
                yield at >= 0 && at < from.size() ? List.of(from.get(at)) : List.of();
            }
            case PathStep.Where(List<PathStep.Condition> conditions) ->
                from.stream()
                        .filter(spot -> conditions.stream()
                                .allMatch(condition -> holds(spot.node(), condition.path(), condition.literal())))
                        .toList();
            case PathStep.OfType(String wanted) ->
                from.stream()
                        .filter(spot -> spot.property().endsWith(capital(wanted))
                                || spot.node().path("resourceType").asText().equals(wanted))
                        .toList();
        };
    }

    private static boolean holds(JsonNode node, List<String> path, String literal) {
        if (node.isArray()) {
            for (JsonNode each : node) {
                if (holds(each, path, literal)) {
                    return true;
                }
            }
            return false;
        }
        return path.isEmpty()
                ? node.isValueNode() && node.asText().equals(literal)
                : holds(node.path(path.getFirst()), path.subList(1, path.size()), literal);
    }

    private BaseRuntimeChildDefinition child(
            FhirPathPatch.Operation operation, @Nullable BaseRuntimeElementCompositeDefinition<?> shape, String name) {
        BaseRuntimeChildDefinition child = Shapes.child(shape, name);
        if (child == null) {
            throw unfit(operation, "there is no such element", "不存在该元素");
        }
        return child;
    }

    private static String lastName(FhirPathPatch.Operation operation, List<PathStep> steps) {
        if (steps.isEmpty() || !(steps.getLast() instanceof PathStep.Member(String name))) {
            throw unfit(operation, "the path must end with the name of a list", "路径必须以列表元素名结尾");
        }
        return name;
    }

    private static String lastMember(FhirPathPatch.Operation operation, List<PathStep> steps) {
        for (PathStep step : steps.reversed()) {
            if (step instanceof PathStep.Member(String name)) {
                return name;
            }
        }
        throw unfit(operation, "to replace the whole resource use PUT", "替换整个资源请使用 PUT");
    }

    private static String bare(BaseRuntimeChildDefinition child) {
        return child.getElementName().replace("[x]", "");
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static RuntimeException unfit(FhirPathPatch.Operation operation, String en, String zh) {
        return Tree.unfit(
                operation.at(), "The operation does not fit the resource: " + en + ".", "操作与资源不符：" + zh + "。");
    }
}
