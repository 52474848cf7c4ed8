package org.hulian.mappers.definition;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The element table is written from HAPI's R4 model; it changes only with -Dgolden.update. */
class FhirElementsTest {

    private static final Path TABLE = Path.of("src/main/resources/mappings/fhir/r4-elements.txt");

    @Test
    void holdsEveryElementOfEveryTypeOfTheR4Model() throws IOException {
        String expected = new Table().lines();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(TABLE, expected);
        }

        assertThat(Files.readString(TABLE)).isEqualTo(expected);
    }

    @Test
    void knowsChoicesListsAndWhatIsRequired() {
        FhirElements r4 = FhirElements.r4();

        assertThat(r4.element("Observation", "valueQuantity"))
                .isEqualTo(new FhirElements.Element("valueQuantity", "Quantity", false, false));
        assertThat(r4.element("Patient", "name")).isEqualTo(new FhirElements.Element("name", "HumanName", true, false));
        assertThat(r4.required("Observation"))
                .extracting(FhirElements.Element::name)
                .containsExactlyInAnyOrder("status", "code");
        assertThat(r4.isResource("Patient")).isTrue();
        assertThat(r4.isResource("HumanName")).isFalse();
    }

    private static final class Table {
        private final Map<String, String> types = new TreeMap<>();
        private final Deque<Map.Entry<String, BaseRuntimeElementCompositeDefinition<?>>> open = new ArrayDeque<>();

        String lines() {
            FhirContext context = FhirContext.forR4Cached();
            for (String name : context.getResourceTypes()) {
                queue(name, context.getResourceDefinition(name));
            }
            while (!open.isEmpty()) {
                var next = open.pop();
                types.put(next.getKey(), elements(next.getValue()));
            }
            return types.entrySet().stream()
                    .map(e -> e.getKey() + e.getValue() + "\n")
                    .collect(Collectors.joining());
        }

        private void queue(String name, BaseRuntimeElementCompositeDefinition<?> definition) {
            if (types.putIfAbsent(name, "") == null) {
                open.push(Map.entry(name, definition));
            }
        }

        private String elements(BaseRuntimeElementCompositeDefinition<?> definition) {
            Map<String, String> elements = new TreeMap<>();
            elements.put("extension", "Extension*");
            for (BaseRuntimeChildDefinition child : definition.getChildren()) {
                if (child instanceof RuntimeChildExtension) {
                    continue;
                }
                for (String valid : child.getValidChildNames()) {
                    if (valid.contains("[x]") || valid.endsWith("Resource")) {
                        continue;
                    }
                    String type = type(child.getChildByName(valid));
                    boolean choice = child.getElementName().endsWith("[x]");
                    elements.put(
                            valid,
                            type + (child.getMax() == 1 ? "" : "*") + (child.getMin() > 0 && !choice ? "!" : ""));
                }
            }
            return elements.entrySet().stream()
                    .map(e -> " " + e.getKey() + ":" + e.getValue())
                    .collect(Collectors.joining());
        }

        private String type(BaseRuntimeElementDefinition<?> definition) {
            if (definition == null || definition.getImplementingClass().isInterface()) {
                return "Resource";
            }
            Class<?> implementing = definition.getImplementingClass();
            if (implementing.isMemberClass() && definition instanceof BaseRuntimeElementCompositeDefinition<?> block) {
                String block1 = implementing.getEnclosingClass().getSimpleName() + "." + implementing.getSimpleName();
                queue(block1, block);
                return block1;
            }
            if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
                String name = switch (definition.getName()) {
                    case "SimpleQuantity", "MoneyQuantity" -> "Quantity";
                    default -> definition.getName();
                };
                if (name.equals(definition.getName())) {
                    queue(name, composite);
                }
                return name;
            }
            return definition.getName();
        }
    }
}
