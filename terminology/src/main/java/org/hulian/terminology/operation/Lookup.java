package org.hulian.terminology.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.expand.TerminologyException;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Json;
import org.hulian.terminology.lookup.Property;
import org.jspecify.annotations.Nullable;

/** <a href="https://hl7.org/fhir/R4/codesystem-operation-lookup.html">CodeSystem/$lookup</a>. */
final class Lookup {
    private static final Coding PREFERRED = new Coding(
            "http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra",
            "preferredForLanguage",
            "Preferred For Language");

    private final Desk desk;

    Lookup(Desk desk) {
        this.desk = desk;
    }

    ObjectNode answer(Request request) {
        Coding coding = coding(request);
        String version = version(request);
        CodeSystem system = desk.resolver().system(coding.system(), version);
        if (system == null) {
            throw Says.unknownSystem(coding.system(), version);
        }
        Concept concept = system.find(coding.code());
        if (concept == null) {
            throw Says.unknownCode(coding.code(), system);
        }
        return describe(system, concept, new LinkedHashSet<>(request.texts("property")));
    }

    private static Coding coding(Request request) {
        JsonNode coding = request.object("coding");
        String code = coding == null ? request.text("code") : Json.text(coding, "code");
        String system = coding == null ? request.text("system") : Json.text(coding, "system");
        if (code == null || system == null) {
            throw TerminologyException.invalid(
                    "Send code and system, or coding, to look up.", "请提供 code 与 system，或 coding。");
        }
        return Coding.of(system, code);
    }

    private static @Nullable String version(Request request) {
        JsonNode coding = request.object("coding");
        String version = coding == null ? null : Json.text(coding, "version");
        return version == null ? request.text("version") : version;
    }

    private ObjectNode describe(CodeSystem system, Concept concept, Set<String> asked) {
        boolean all = asked.contains("*");
        Out out = new Out();
        out.flag("abstract", concept.abstrakt());
        out.code("code", concept.code());
        out.string("definition", concept.definition());
        designations(system, concept, out);
        out.string("display", Displays.of(system, concept, null).shown(desk.languages()));
        out.string(
                "name",
                system.head().name().isEmpty()
                        ? system.head().url()
                        : system.head().name());
        if (all || asked.contains("child")) {
            related(system, "child", system.children(concept.number()), out);
        }
        if (asked.isEmpty() || all || asked.contains("inactive")) {
            Out inactive = new Out().code("code", "inactive").flag("value", concept.inactive());
            out.parts("property", inactive);
        }
        if (asked.isEmpty() || all || asked.contains("parent")) {
            related(system, "parent", system.parents(concept.number()), out);
        }
        for (Property property : concept.properties()) {
            boolean said = Set.of("child", "parent", "inactive").contains(property.code());
            if (!said && (asked.isEmpty() || all || asked.contains(property.code()))) {
                out.parts("property", property(property));
            }
        }
        out.uri("system", system.head().url());
        out.string("version", system.head().version());
        return out.resource();
    }

    private static void designations(CodeSystem system, Concept concept, Out out) {
        String language = system.head().language();
        if (language != null && concept.display() != null) {
            out.parts("designation", designation(language, PREFERRED, concept.display()));
        }
        for (Designation designation : concept.designations()) {
            out.parts("designation", designation(designation.language(), designation.use(), designation.value()));
        }
    }

    private static Out designation(@Nullable String language, @Nullable Coding use, String value) {
        return new Out().code("language", language).coding("use", use).string("value", value);
    }

    private void related(CodeSystem system, String name, int[] numbers, Out out) {
        for (int number : numbers) {
            Concept other = system.at(number);
            out.parts(
                    "property",
                    new Out()
                            .code("code", name)
                            .string(
                                    "description",
                                    Displays.of(system, other, null).shown(desk.languages()))
                            .code("value", other.code()));
        }
    }

    private static Out property(Property property) {
        Out out = new Out().code("code", property.code());
        return switch (property.kind()) {
            case CODING -> out.coding("value", property.coding());
            case BOOLEAN -> out.flag("value", property.value().equals("true"));
            case INTEGER -> out.value("value", "valueInteger", Numbers.of(property.value()));
            case DECIMAL -> out.value("value", "valueDecimal", Numbers.of(property.value()));
            case CODE, STRING, DATE_TIME -> out.add("value", property.kind().element(), property.value());
        };
    }
}
