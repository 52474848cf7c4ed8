package org.hulian.fhir.rest;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.hulian.fhir.bulk.ExportScope;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceId;

/** The scope of an export with the patients its posted parameters name. */
final class NamedScope {
    static final String PATIENT = "patient";

    private NamedScope() {}

    static ExportScope of(ExportScope scope, SentParameters input, String base) {
        if (!input.names().contains(PATIENT)) {
            return scope;
        }
        Set<String> ids = new LinkedHashSet<>();
        input.elements(PATIENT)
                .forEach(json -> ids.add(id(
                        Objects.requireNonNull(FhirJson.read(json))
                                .path("reference")
                                .asText(),
                        base)));
        if (ids.isEmpty() || !input.all(PATIENT).isEmpty()) {
            throw Exchange.malformed(
                    "patient is a Reference, which only posted Parameters can hold, as valueReference.",
                    "patient 为 Reference 类型，只能放在 POST 的 Parameters 中（valueReference）。");
        }
        return switch (scope) {
            case ExportScope.Everything all ->
                throw new IllegalStateException("an export of everything names no patients");
            case ExportScope.Patients all -> new ExportScope.Patients(ids);
            case ExportScope.Group all -> new ExportScope.Group(all.group(), ids);
        };
    }

    private static String id(String reference, String base) {
        String relative = reference.startsWith(base + "/") ? reference.substring(base.length() + 1) : reference;
        String id = relative.startsWith("Patient/") ? relative.substring("Patient/".length()) : "";
        if (!ResourceId.isValid(id)) {
            throw new FailureException(new Failure.NotFound(Shown.of(reference)));
        }
        return id;
    }
}
