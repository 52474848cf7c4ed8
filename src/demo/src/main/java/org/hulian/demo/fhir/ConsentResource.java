package org.hulian.demo.fhir;

import static org.hulian.demo.fhir.Fhir.BASE;
import static org.hulian.demo.fhir.Fhir.HL7;
import static org.hulian.demo.fhir.Fhir.LOINC;
import static org.hulian.demo.fhir.Fhir.coding;
import static org.hulian.demo.fhir.Fhir.concept;
import static org.hulian.demo.fhir.Fhir.id;
import static org.hulian.demo.fhir.Fhir.list;
import static org.hulian.demo.fhir.Fhir.object;
import static org.hulian.demo.fhir.Fhir.reference;
import static org.hulian.demo.fhir.Fhir.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hulian.demo.history.SharingConsent;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;

/** A resident's privacy consent: one permit, with what is withheld nested in it. */
final class ConsentResource {
    private static final String CATEGORY = BASE + "CodeSystem/record-category";

    private ConsentResource() {}

    static ObjectNode of(Resident resident, SharingConsent given) {
        Site site = given.recordedAt().site();
        ObjectNode consent = resource("Consent", id(site, "Consent", given.number()));
        consent.put("status", given.withdrawn() ? "inactive" : "active");
        consent.set("scope", concept(coding(HL7 + "consentscope", "patient-privacy")));
        consent.set("category", list(concept(coding(LOINC, "59284-0"))));
        consent.set("patient", reference(resident, given.recordedAt()));
        consent.put("dateTime", given.from().toString());
        consent.set("performer", list(reference(resident, given.recordedAt())));
        consent.set("organization", list(reference(site)));
        consent.set("policyRule", concept(coding(HL7 + "v3-ActCode", "OPTIN")));
        consent.set("provision", permit(given));
        return consent;
    }

    /** The same on paper, as a steward enters it: which paper, and that the resident was asked. */
    static ObjectNode signed(Resident resident, SharingConsent given) {
        ObjectNode consent = of(resident, given);
        consent.remove("id");
        consent.set(
                "sourceReference",
                object().set("identifier", Fhir.identifier(given.recordedAt().site(), "paper", given.number())));
        ObjectNode verification = object().put("verified", true);
        verification.set("verifiedWith", reference(resident, given.recordedAt()));
        verification.put("verificationDate", Fhir.time(given.from().atTime(9, 0)));
        consent.set("verification", list(verification));
        return consent;
    }

    private static ObjectNode permit(SharingConsent given) {
        ObjectNode permit = object().put("type", "permit");
        permit.set(
                "period",
                object().put("start", given.from().toString())
                        .put("end", given.to().toString()));
        ArrayNode actors = permit.putArray("actor");
        for (Site grantee : given.grantees()) {
            ObjectNode actor = actors.addObject();
            actor.set("role", concept(coding(HL7 + "v3-ParticipationType", "IRCP")));
            actor.set("reference", reference(grantee));
        }
        if (!given.sensitive().isEmpty()) {
            permit.set("securityLabel", codings(HL7 + "v3-ActCode", given.sensitive()));
        }
        permit.set("purpose", codings(HL7 + "v3-ActReason", List.of("TREAT", "CAREMGT", "COC")));
        if (!given.categories().isEmpty()) {
            permit.set("class", codings(CATEGORY, given.categories()));
        }
        if (!given.excepted().isEmpty()) {
            ObjectNode deny = object().put("type", "deny");
            deny.set("class", codings(CATEGORY, given.excepted()));
            permit.set("provision", list(deny));
        }
        return permit;
    }

    private static ArrayNode codings(String system, List<String> codes) {
        ArrayNode list = list();
        codes.forEach(code -> list.add(coding(system, code)));
        return list;
    }
}
