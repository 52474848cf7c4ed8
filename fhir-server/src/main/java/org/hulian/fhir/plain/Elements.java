package org.hulian.fhir.plain;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimePrimitiveDatatypeDefinition;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;
import org.hl7.fhir.instance.model.api.IBaseEnumeration;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hulian.fhir.plain.Element.Composite;
import org.hulian.fhir.plain.Element.Opaque;
import org.hulian.fhir.plain.Element.Primitive;
import org.jspecify.annotations.Nullable;

/** The elements of HAPI's definitions. */
final class Elements {
    private final FhirContext fhir;
    private final Set<String> types;
    private final Map<BaseRuntimeElementDefinition<?>, Composite> composites = new ConcurrentHashMap<>();

    Elements(FhirContext fhir) {
        this.fhir = fhir;
        this.types = fhir.getResourceTypes();
    }

    @Nullable
    Composite resource(String type) {
        if (!types.contains(type)) {
            return null;
        }
        var definition = fhir.getResourceDefinition(type);
        boolean extensible = DomainResource.class.isAssignableFrom(definition.getImplementingClass());
        return composites.computeIfAbsent(definition, each -> new Composite(definition, this, extensible));
    }

    /** A data type by its name. */
    Composite type(String name) {
        if (fhir.getElementDefinition(name) instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            return composite(composite);
        }
        throw new IllegalArgumentException(name);
    }

    private Composite composite(BaseRuntimeElementCompositeDefinition<?> definition) {
        return composites.computeIfAbsent(definition, each -> new Composite(definition, this, true));
    }

    /** An element of an object by the name it has in JSON. */
    @Nullable
    Member member(BaseRuntimeElementCompositeDefinition<?> parent, String name) {
        BaseRuntimeChildDefinition child = parent.getChildByName(name);
        boolean named = child != null
                && !(child instanceof RuntimeChildExtension)
                && child.getValidChildNames().contains(name)
                && child.getMax() != 0;
        if (!named) {
            return null;
        }
        BaseRuntimeElementDefinition<?> definition = child.getChildByName(name);
        return definition == null
                ? null
                : new Member(
                        element(parent, child, definition, name),
                        child.getMax() != 1,
                        isChoice(child) ? child.getElementName() : null);
    }

    static boolean isChoice(BaseRuntimeChildDefinition child) {
        return child.getValidChildNames().size() > 1;
    }

    private Element element(
            BaseRuntimeElementCompositeDefinition<?> parent,
            BaseRuntimeChildDefinition child,
            BaseRuntimeElementDefinition<?> definition,
            String name) {
        return switch (definition.getChildType()) {
            case COMPOSITE_DATATYPE, RESOURCE_BLOCK ->
                definition instanceof BaseRuntimeElementCompositeDefinition<?> composite
                        ? composite(composite)
                        : new Opaque();
            case PRIMITIVE_DATATYPE -> primitive(parent, child, definition, name);
            case CONTAINED_RESOURCES,
                    CONTAINED_RESOURCE_LIST,
                    EXTENSION_DECLARED,
                    ID_DATATYPE,
                    PRIMITIVE_XHTML,
                    PRIMITIVE_XHTML_HL7ORG,
                    RESOURCE,
                    UNDECL_EXT -> new Opaque();
        };
    }

    private static Element primitive(
            BaseRuntimeElementCompositeDefinition<?> parent,
            BaseRuntimeChildDefinition child,
            BaseRuntimeElementDefinition<?> definition,
            String name) {
        if (IBaseEnumeration.class.isAssignableFrom(definition.getImplementingClass())) {
            return child.getInstanceConstructorArguments() instanceof IBaseEnumFactory<?> codes
                    ? new Primitive(PlainValues.oneOf(codes))
                    : new Opaque();
        }
        if (!(definition instanceof RuntimePrimitiveDatatypeDefinition) || name.equals("id")) {
            return new Opaque();
        }
        boolean reference =
                IBaseReference.class.isAssignableFrom(parent.getImplementingClass()) && name.equals("reference");
        Element.Form form = reference ? PlainValues.REFERENCE : PlainValues.of(definition.getName());
        return form == null ? new Opaque() : new Primitive(form);
    }
}
