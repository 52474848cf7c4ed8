package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildContainedResources;
import ca.uhn.fhir.context.RuntimeChildDirectResource;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.jspecify.annotations.Nullable;

/**
 * The schema, as HAPI's model of R4 has it: field names are those of the JSON.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html#fields">fields</a>
 */
final class Shapes {
    private static final String LIST = "List";
    private static final String CONNECTION = "Connection";
    private static final Set<String> OF_A_PAGE = Set.of("count", "pagesize", "next");
    private static final Set<String> OF_A_MATCH = Set.of("mode", "score");

    private final FhirContext fhir;

    Shapes(FhirContext fhir) {
        this.fhir = fhir;
    }

    Shape.Resource resource(ResourceType type) {
        return new Shape.Resource(type, fhir.getResourceDefinition(type.name()));
    }

    /** The type of a name; the log has an interface of its own. */
    static Optional<ResourceType> type(String name) {
        return ResourceTypes.r4().find(name).filter(type -> type.store() != Store.AUDIT);
    }

    /** What a name means to fragments, and what {@code __typename} answers. */
    static String name(Shape shape) {
        return switch (shape) {
            case Shape.Root root -> "Query";
            case Shape.AnyResource any -> "Resource";
            case Shape.Resource resource -> resource.type().name();
            case Shape.Element element -> element.definition().getName();
            case Shape.Scalar scalar -> "String";
            case Shape.Companion companion -> "ElementBase";
            case Shape.Page page -> page.type().name() + CONNECTION;
            case Shape.Edge edge -> edge.type().name() + "Edge";
        };
    }

    /** What a field of a shape leads to; refused where the shape has no such field. */
    Member member(Shape shape, GraphField field) {
        Member found = field.name().equals("__typename") ? new Member.TypeName() : find(shape, field.name());
        if (found == null) {
            throw field.refused(
                    "not-supported",
                    name(shape) + " has no field " + field.name() + ". Names are those of FHIR's JSON.",
                    name(shape) + " 没有字段 " + field.name() + "，名称应与 FHIR JSON 一致。");
        }
        return found;
    }

    private @Nullable Member find(Shape shape, String name) {
        return switch (shape) {
            case Shape.Root root ->
                search(name).or(() -> type(name).map(Member.Read::new)).orElse(null);
            case Shape.AnyResource any -> throw new IllegalStateException("the type shows before its fields are asked");
            case Shape.Resource resource ->
                name.equals("resourceType")
                        ? new Member.Plain(new Shape.Scalar(), false, null)
                        : search(name).orElseGet(() -> child(resource.definition(), name));
            case Shape.Element element ->
                element.definition().getName().equals("Reference") && name.equals("resource")
                        ? new Member.Follow()
                        : child(element.definition(), name);
            case Shape.Scalar scalar -> null;
            case Shape.Companion companion ->
                switch (name) {
                    case "id" -> new Member.Plain(new Shape.Scalar(), false, null);
                    case "extension" -> extension();
                    default -> null;
                };
            case Shape.Page page ->
                name.equals("edges")
                        ? new Member.Edges(page.type())
                        : OF_A_PAGE.contains(name) ? new Member.Plain(new Shape.Scalar(), false, null) : null;
            case Shape.Edge edge ->
                name.equals("resource")
                        ? new Member.Matched(edge.type())
                        : OF_A_MATCH.contains(name) ? new Member.Plain(new Shape.Scalar(), false, null) : null;
        };
    }

    private static Optional<Member> search(String name) {
        if (name.endsWith(LIST)) {
            return type(name.substring(0, name.length() - LIST.length())).map(type -> new Member.Search(type, false));
        }
        if (name.endsWith(CONNECTION)) {
            return type(name.substring(0, name.length() - CONNECTION.length()))
                    .map(type -> new Member.Search(type, true));
        }
        return Optional.empty();
    }

    /** Whether elements of a datatype may be chosen by this member. */
    boolean isScalar(BaseRuntimeElementCompositeDefinition<?> parent, String name) {
        return child(parent, name) instanceof Member.Plain(Shape shape, boolean list, var model)
                && shape instanceof Shape.Scalar;
    }

    private Member extension() {
        return new Member.Plain(element("Extension"), true, null);
    }

    private Shape.Element element(String name) {
        return new Shape.Element((BaseRuntimeElementCompositeDefinition<?>)
                Objects.requireNonNull(fhir.getElementDefinition(name), name));
    }

    private @Nullable Member child(BaseRuntimeElementCompositeDefinition<?> parent, String name) {
        if (name.equals("extension") || name.equals("modifierExtension")) {
            BaseRuntimeChildDefinition model = parent.getChildByName(name);
            return new Member.Plain(element("Extension"), true, model);
        }
        if (name.startsWith("_")) {
            Member value = child(parent, name.substring(1));
            return value instanceof Member.Plain(Shape shape, boolean list, BaseRuntimeChildDefinition model)
                            && shape instanceof Shape.Scalar
                    ? new Member.Plain(new Shape.Companion(), list, model)
                    : null;
        }
        BaseRuntimeChildDefinition child = parent.getChildByName(name);
        if (child == null) {
            return name.equals("id") ? new Member.Plain(new Shape.Scalar(), false, null) : null;
        }
        boolean list = child.getMax() < 0 || child.getMax() > 1;
        if (child instanceof RuntimeChildContainedResources || child instanceof RuntimeChildDirectResource) {
            return new Member.Plain(new Shape.AnyResource(), list, child);
        }
        BaseRuntimeElementDefinition<?> definition = child.getChildByName(name);
        return definition == null ? null : new Member.Plain(shape(definition), list, child);
    }

    private static Shape shape(BaseRuntimeElementDefinition<?> definition) {
        return switch (definition) {
            case RuntimeResourceDefinition resource -> new Shape.AnyResource();
            case BaseRuntimeElementCompositeDefinition<?> composite -> new Shape.Element(composite);
            default -> new Shape.Scalar();
        };
    }
}
