package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One compiled expression: walks a JSON tree and hands over every value it meets. */
interface ValuePath {
    /** Hands over the values below a node. */
    void collect(JsonNode node, Consumer<JsonNode> values);

    /** A property; of a choice type, whichever of its typed names is there. */
    record Property(String name, boolean choice) implements ValuePath {
        @Override
        public void collect(JsonNode node, Consumer<JsonNode> values) {
            JsonNode direct = node.get(name);
            if (direct != null) {
                each(direct, values);
            } else if (choice) {
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    String key = member.getKey();
                    if (key.startsWith(name) && TYPES.contains(key.substring(name.length()))) {
                        each(member.getValue(), values);
                    }
                }
            }
        }
    }

    /** A property of a choice type, where it has this type. */
    record Typed(String name) implements ValuePath {
        @Override
        public void collect(JsonNode node, Consumer<JsonNode> values) {
            JsonNode typed = node.get(name);
            if (typed != null) {
                each(typed, values);
            }
        }
    }

    /** One path after another. */
    record Steps(List<ValuePath> steps) implements ValuePath {
        @Override
        public void collect(JsonNode node, Consumer<JsonNode> values) {
            from(0, node, values);
        }

        private void from(int step, JsonNode node, Consumer<JsonNode> values) {
            if (step == steps.size()) {
                values.accept(node);
            } else {
                steps.get(step).collect(node, next -> from(step + 1, next, values));
            }
        }
    }

    /** Only the values that meet a condition. */
    record Where(Predicate<JsonNode> condition) implements ValuePath {
        @Override
        public void collect(JsonNode node, Consumer<JsonNode> values) {
            if (condition.test(node)) {
                values.accept(node);
            }
        }
    }

    /** All paths, one after the other. */
    record Union(List<ValuePath> paths) implements ValuePath {
        @Override
        public void collect(JsonNode node, Consumer<JsonNode> values) {
            paths.forEach(path -> path.collect(node, values));
        }
    }

    private static void each(JsonNode value, Consumer<JsonNode> values) {
        if (value.isArray()) {
            value.forEach(element -> {
                if (!element.isNull()) {
                    values.accept(element);
                }
            });
        } else if (!value.isNull()) {
            values.accept(value);
        }
    }

    /** Names a choice element's type may add to its property, <a href="https://hl7.org/fhir/R4/datatypes.html">R4</a>. */
    Set<String> TYPES = Set.of(
            "Base64Binary",
            "Boolean",
            "Canonical",
            "Code",
            "Date",
            "DateTime",
            "Decimal",
            "Id",
            "Instant",
            "Integer",
            "Markdown",
            "Oid",
            "PositiveInt",
            "String",
            "Time",
            "UnsignedInt",
            "Uri",
            "Url",
            "Uuid",
            "Address",
            "Age",
            "Annotation",
            "Attachment",
            "CodeableConcept",
            "Coding",
            "ContactPoint",
            "Count",
            "Distance",
            "Duration",
            "HumanName",
            "Identifier",
            "Money",
            "Period",
            "Quantity",
            "Range",
            "Ratio",
            "Reference",
            "SampledData",
            "Signature",
            "Timing",
            "ContactDetail",
            "Contributor",
            "DataRequirement",
            "Expression",
            "ParameterDefinition",
            "RelatedArtifact",
            "TriggerDefinition",
            "UsageContext",
            "Dosage",
            "Meta");
}
