package org.hulian.fhir.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;

/**
 * HL7's compartments, from {@code r4-compartments.tsv}: which references put a resource of a type into the compartment
 * of a patient, an encounter and so on.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition.html">R4 compartments</a>
 */
public final class Compartments {
    private static final String ITSELF = "{def}";
    private static final Compartments R4 = load("r4-compartments.tsv");

    private final Map<String, Map<String, List<String>>> references;

    private Compartments(Map<String, Map<String, List<String>>> references) {
        this.references = references;
    }

    /** The compartments of FHIR R4. */
    public static Compartments r4() {
        return R4;
    }

    /** The types that define a compartment. */
    public List<String> all() {
        return List.copyOf(references.keySet());
    }

    /** The types a compartment may hold. */
    public List<ResourceType> types(ResourceType compartment) {
        return references.getOrDefault(compartment.name(), Map.of()).keySet().stream()
                .map(ResourceTypes.r4()::get)
                .toList();
    }

    /**
     * The condition that a resource of a type is in a compartment.
     *
     * @throws FailureException NotSupported when there is no such compartment, or none of that type in it
     */
    public Term within(ResourceKey compartment, ResourceType type) {
        Map<String, List<String>> types = references.get(compartment.type().name());
        List<String> names = types == null ? null : types.get(type.name());
        if (names == null) {
            throw new FailureException(new Failure.NotSupported(
                    type.name() + " in the compartment of " + compartment.type().name(),
                    types == null ? all() : List.copyOf(types.keySet()),
                    404));
        }
        List<Term> any = new ArrayList<>();
        for (String name : names) {
            any.add(name.equals(ITSELF) ? itself(compartment) : reference(compartment, type, name));
        }
        return any.size() == 1
                ? any.getFirst()
                : new Term.AnyTerm(any.getFirst().parameter(), any);
    }

    private static Term itself(ResourceKey compartment) {
        return new Term.IdTerm(SearchParameters.ID, List.of(compartment.id()));
    }

    private static Term reference(ResourceKey compartment, ResourceType type, String name) {
        SearchParameter parameter = SearchParameters.r4().find(type, name).orElseThrow();
        String holder = compartment.type().name();
        if (holder.equals("Patient") && PatientPaths.r4().isPatientParameter(type, name)) {
            return new Term.PatientTerm(parameter, List.of(compartment));
        }
        return new Term.ReferenceTerm(
                parameter,
                List.of(new ReferenceValue.Local(
                        List.of(holder), compartment.id().value())));
    }

    private static Compartments load(String file) {
        Map<String, Map<String, List<String>>> references = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(Compartments.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] field = line.split("\t", -1);
                references
                        .computeIfAbsent(field[0], compartment -> new TreeMap<>())
                        .put(field[1], List.of(field[2].split(",", -1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        return new Compartments(references);
    }
}
