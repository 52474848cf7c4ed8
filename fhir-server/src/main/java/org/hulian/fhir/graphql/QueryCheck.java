package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hulian.fhir.resource.ResourceType;

/** Whether the schema has what is asked for and it keeps to the limits; what depends on data is looked at later. */
final class QueryCheck {
    private static final Set<String> OF_A_LIST = Set.of("fhirpath", "_count", "_offset");
    private static final Set<String> OF_A_REFERENCE = Set.of("optional", "type");

    private final Shapes shapes;
    private final GraphLimits limits;

    QueryCheck(Shapes shapes, GraphLimits limits) {
        this.shapes = shapes;
        this.limits = limits;
    }

    void check(Shape shape, List<GraphField> fields) {
        check(shape, fields, 0);
    }

    private void check(Shape shape, List<GraphField> fields, int steps) {
        if (steps > limits.steps()) {
            throw GraphRefusals.costly("references and searches one after the other", limits.steps(), steps);
        }
        if (shape instanceof Shape.AnyResource) {
            for (GraphField field : fields) {
                Optional<ResourceType> named = field.only().stream()
                        .flatMap(each -> Shapes.type(each).stream())
                        .findFirst();
                named.ifPresent(type -> check(shapes.resource(type), List.of(field), steps));
            }
            return;
        }
        for (GraphField field : GraphField.of(Shapes.name(shape), fields)) {
            member(shape, field, steps);
        }
    }

    private void member(Shape shape, GraphField field, int steps) {
        if (field.fields().isEmpty() && (field.slice() != null || field.flatten())) {
            throw field.refused(
                    "invalid",
                    "@flatten and @slice are for fields that have fields.",
                    "@flatten 与 @slice 仅用于有下级字段的字段。");
        }
        switch (shapes.member(shape, field)) {
            case Member.Plain(Shape leads, boolean list, var child) -> {
                arguments(field, list ? listArguments(leads, field) : Set.of());
                below(leads, field, steps);
            }
            case Member.TypeName name -> {
                arguments(field, Set.of());
                below(new Shape.Scalar(), field, steps);
            }
            case Member.Read(ResourceType type) -> {
                arguments(field, Set.of("id"));
                if (field.argument("id") == null) {
                    throw field.refused(
                            "required",
                            "%s needs the argument id. To search, ask for %sList.".formatted(type, type),
                            "%s 需要参数 id；检索请使用 %sList。".formatted(type, type));
                }
                below(shapes.resource(type), field, steps + 1);
            }
            case Member.Follow follow -> {
                arguments(field, OF_A_REFERENCE);
                String type = field.argument("type");
                Shape leads = type == null
                        ? new Shape.AnyResource()
                        : shapes.resource(Shapes.type(type)
                                .orElseThrow(() -> field.refused(
                                        "value", type + " is not a type to be read here.", type + " 不是可读取的资源类型。")));
                below(leads, field, steps + 1);
            }
            case Member.Search(ResourceType type, boolean page) -> {
                if (shape instanceof Shape.Root == field.arguments().containsKey("_reference")) {
                    throw field.refused(
                            "invalid",
                            "Within a resource %s needs _reference, elsewhere it has none.".formatted(field.name()),
                            "在资源内 %s 需要 _reference，其他位置不可使用。".formatted(field.name()));
                }
                below(page ? new Shape.Page(type) : shapes.resource(type), field, steps + 1);
            }
            case Member.Edges(ResourceType type) -> {
                arguments(field, Set.of());
                below(new Shape.Edge(type), field, steps);
            }
            case Member.Matched(ResourceType type) -> {
                arguments(field, Set.of());
                below(shapes.resource(type), field, steps);
            }
        }
    }

    private void below(Shape leads, GraphField field, int steps) {
        boolean plain = leads instanceof Shape.Scalar;
        if (plain != field.fields().isEmpty()) {
            throw field.refused(
                    "invalid",
                    field.name() + (plain ? " is a plain value and has no fields." : " needs a choice of its fields."),
                    field.name() + (plain ? " 是简单值，没有下级字段。" : " 需要选择下级字段。"));
        }
        if (!plain) {
            check(leads, field.fields(), steps);
        }
    }

    private static void arguments(GraphField field, Set<String> offered) {
        field.arguments().keySet().stream()
                .filter(name -> !offered.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw field.refused(
                            "not-supported",
                            "%s has no argument %s, only %s."
                                    .formatted(
                                            field.name(),
                                            unknown,
                                            offered.stream().sorted().toList()),
                            "%s 没有参数 %s。".formatted(field.name(), unknown));
                });
    }

    /** The three of every list, and the plain members of its elements. */
    private Set<String> listArguments(Shape leads, GraphField field) {
        if (!(leads instanceof Shape.Element(BaseRuntimeElementCompositeDefinition<?> definition))) {
            return OF_A_LIST;
        }
        Set<String> offered = new HashSet<>(OF_A_LIST);
        field.arguments().keySet().stream()
                .filter(name -> shapes.isScalar(definition, name))
                .forEach(offered::add);
        return offered;
    }
}
