package org.hulian.fhir.validate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The definitions of R4 without what is for readers and other programs: narratives, descriptions, mappings, XPaths, and
 * differentials beside their snapshots. HAPI keeps them twice, as R4 and as what its validator runs on; no rule looks at
 * what is left out.
 */
final class BaseDefinitions {
    private BaseDefinitions() {}

    static DefaultProfileValidationSupport of(FhirContext fhir) {
        DefaultProfileValidationSupport base = new DefaultProfileValidationSupport(fhir);
        // Each kind is read when it is first asked for, and only then among all.
        base.fetchAllStructureDefinitions();
        base.fetchCodeSystem("");
        base.fetchValueSet("");
        base.fetchAllConformanceResources().forEach(resource -> {
            switch (resource) {
                case StructureDefinition structure -> strip(structure);
                case CodeSystem system -> {
                    system.setText(null);
                    strip(system.getConcept());
                }
                case ValueSet values -> values.setText(null);
                default -> {}
            }
        });
        return base;
    }

    private static void strip(StructureDefinition structure) {
        structure.setText(null);
        structure.setMapping(null);
        if (structure.hasSnapshot()) {
            structure.setDifferential(null);
            structure.getSnapshot().getElement().forEach(BaseDefinitions::strip);
        }
    }

    private static void strip(ElementDefinition element) {
        element.setShort(null)
                .setDefinition(null)
                .setComment(null)
                .setRequirements(null)
                .setAlias(null)
                .setMapping(null)
                .setExample(null);
        element.getConstraint().forEach(constraint -> constraint.setXpath(null));
    }

    private static void strip(List<ConceptDefinitionComponent> concepts) {
        for (ConceptDefinitionComponent concept : concepts) {
            concept.setDefinition(null);
            strip(concept.getConcept());
        }
    }
}
