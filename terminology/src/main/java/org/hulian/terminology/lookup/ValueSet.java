package org.hulian.terminology.lookup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a value set: what it includes and excludes, unresolved.
 *
 * @param shell      the resource without what it defines: what an expansion repeats
 * @param inactive   compose.inactive: false leaves inactive codes out
 * @param expansion  codes of a resource that has an expansion only
 * @param supplements canonicals of supplements it cannot do without
 * @param parameters what the author asks of every expansion, by name
 * @param contained  value sets inside the resource, by id
 * @see <a href="https://hl7.org/fhir/R4/valueset.html">ValueSet</a>
 */
public record ValueSet(
        Head head,
        ObjectNode shell,
        List<Include> include,
        List<Include> exclude,
        @Nullable Boolean inactive,
        List<Include> expansion,
        List<String> supplements,
        Map<String, String> parameters,
        Map<String, ValueSet> contained) {
    public ValueSet {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        expansion = List.copyOf(expansion);
        supplements = List.copyOf(supplements);
        parameters = Map.copyOf(parameters);
        contained = Map.copyOf(contained);
    }

    /** How it is called in messages. */
    public String named() {
        return head.url().isEmpty() ? "(unidentified)" : head.canonical();
    }

    /** One compose.include or compose.exclude: codes that fit everything it says. */
    public record Include(
            @Nullable String system,
            @Nullable String version,
            List<Reference> concepts,
            List<Filter> filters,
            List<String> valueSets) {
        public Include {
            concepts = List.copyOf(concepts);
            filters = List.copyOf(filters);
            valueSets = List.copyOf(valueSets);
        }

        /** All codes of a system. */
        public static Include all(String system, @Nullable String version) {
            return new Include(system, version, List.of(), List.of(), List.of());
        }
    }

    /** A code that is named, with the words the value set has for it. */
    public record Reference(
            String code, @Nullable String display, List<Designation> designations, List<Extension> extensions) {
        private static final String DEPRECATED = "http://hl7.org/fhir/StructureDefinition/valueset-deprecated";

        public Reference {
            designations = List.copyOf(designations);
            extensions = List.copyOf(extensions);
        }

        /** Whether the value set wants it to be used no more. */
        public boolean isDeprecated() {
            String status = Extension.text(extensions, Extension.STANDARDS_STATUS);
            return "true".equals(Extension.text(extensions, DEPRECATED))
                    || "deprecated".equals(status)
                    || "withdrawn".equals(status);
        }
    }

    /** A condition on the properties of concepts; the value is null when it is missing. */
    public record Filter(
            String property, String op, @Nullable String value) {}
}
