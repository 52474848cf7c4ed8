package org.hulian.fhir.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;

/**
 * Which elements of a type say whose record it is: the path of HL7's {@code patient} search parameter, or of
 * {@code subject} where a type has no such parameter. They fill the column {@code patient}; every parameter on the same
 * path is answered by it.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">Patient compartment</a>
 */
public final class PatientPaths {
    private static final String IS_PATIENT = ".where(resolve() is Patient)";
    /** Types whose element may name several patients; the column holds the first. */
    private static final Set<String> SEVERAL =
            Set.of("Account", "Appointment", "AuditEvent", "Contract", "Person", "Provenance");

    private static final PatientPaths R4 = new PatientPaths(SearchParameters.r4());

    private final Map<String, List<String>> paths = new HashMap<>();
    private final Map<String, Set<String>> parameters = new HashMap<>();

    private PatientPaths(SearchParameters all) {
        for (ResourceType type : ResourceTypes.r4().all()) {
            all.find(type, "patient")
                    .or(() -> all.find(type, "subject")
                            .filter(subject -> subject.kind() == SearchParameter.Kind.REFERENCE))
                    .ifPresent(about -> add(type, about, all));
        }
    }

    private void add(ResourceType type, SearchParameter about, SearchParameters all) {
        Set<String> wanted = alternatives(about);
        Set<String> names = new HashSet<>();
        for (SearchParameter parameter : all.of(type)) {
            if (parameter.kind() == SearchParameter.Kind.REFERENCE
                    && alternatives(parameter).equals(wanted)) {
                names.add(parameter.name());
            }
        }
        paths.put(type.name(), new ArrayList<>(wanted));
        parameters.put(type.name(), names);
    }

    private static Set<String> alternatives(SearchParameter parameter) {
        return new TreeSet<>(
                List.of(parameter.expression().replace(IS_PATIENT, "").split(" \\| ", -1)));
    }

    /** The paths of FHIR R4. */
    public static PatientPaths r4() {
        return R4;
    }

    /** Whether a resource of the type may be about several patients. */
    public boolean isAboutSeveral(ResourceType type) {
        return SEVERAL.contains(type.name());
    }

    /** Expressions of the elements, empty where the type is not about a patient. */
    List<String> of(ResourceType type) {
        return paths.getOrDefault(type.name(), List.of());
    }

    /** Whether the parameter asks for the patient a resource is about. */
    public boolean isPatientParameter(ResourceType type, String parameter) {
        return parameters.getOrDefault(type.name(), Set.of()).contains(parameter);
    }
}
