package org.hulian.fhir.interaction;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseMetaType;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Resource;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may say about whose a resource is: an institution speaks for itself, a resident for nobody but
 * themselves. The owner of a row is never taken from the body.
 */
public final class OwnershipRules {
    private static final int NO_INSTITUTION = 0;

    /** Beginning of the ids of what the mapping workflow publishes: two people decide, nobody writes it alone. */
    private static final String MADE_BY_DECISIONS = "mapping-";

    private final FhirContext fhir;
    private final Institutions institutions;

    /** Knows the institutions of the region. */
    public OwnershipRules(FhirContext fhir, Institutions institutions) {
        this.fhir = fhir;
        this.institutions = institutions;
    }

    void check(IBaseResource model, AccessPredicate writable, RequestContext context) {
        IBaseMetaType meta = model.getMeta();
        if (meta.getTag("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED") != null) {
            throw new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                    "invalid",
                    model.fhirType() + ".meta.tag",
                    "This is an excerpt (SUBSETTED). Read the whole resource and change that.",
                    "这是节选资源（SUBSETTED），请读取完整资源后再修改。"))));
        }
        if (context.caller().institution() == NO_INSTITUTION
                && !meta.getSecurity().isEmpty()
                && !Access.isHub(context.caller())) {
            throw forbidden("meta.security");
        }
        if (model instanceof Resource resource && resource.getMeta().hasSource()) {
            source(resource.getMeta().getSource(), context);
        }
        madeByDecisions(model.fhirType(), model.getIdElement().getIdPart(), context);
        UUID compartment = writable.compartment();
        if (compartment != null && !isOf(compartment, model)) {
            throw forbidden("another-patient");
        }
    }

    /** A body that says nothing of owners, labels and tags, of a caller who may write about any patient. */
    void checkPlain(ResourceBody body, RequestContext context) {
        madeByDecisions(body.type(), body.id(), context);
    }

    private static void madeByDecisions(String type, @Nullable String id, RequestContext context) {
        if (type.equals("ConceptMap")
                && id != null
                && id.startsWith(MADE_BY_DECISIONS)
                && !Access.isHub(context.caller())) {
            throw forbidden("made-by-mapping-decisions");
        }
    }

    private void source(String source, RequestContext context) {
        int named = institutions.numberOf(source.replaceFirst("#.*$", ""));
        if (named >= 0 && named != context.caller().institution() && !Access.isHub(context.caller())) {
            throw forbidden("meta.source");
        }
    }

    private boolean isOf(UUID patient, IBaseResource model) {
        if (model.fhirType().equals("Patient")) {
            String id = model.getIdElement().getIdPart();
            return id != null && ResourceKeys.of("Patient", id).equals(patient);
        }
        List<IIdType> owners = fhir.newTerser().getCompartmentOwnersForResource("Patient", model, Set.of());
        return !owners.isEmpty()
                && owners.stream()
                        .allMatch(owner -> owner.getIdPart() != null
                                && ResourceKeys.of("Patient", owner.getIdPart()).equals(patient));
    }

    private static FailureException forbidden(String reason) {
        return new FailureException(new Failure.Forbidden(reason));
    }
}
