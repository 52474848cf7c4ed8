package org.hulian.demo.fhir;

import static org.hulian.demo.fhir.Fhir.HL7;
import static org.hulian.demo.fhir.Fhir.LOINC;
import static org.hulian.demo.fhir.Fhir.coding;
import static org.hulian.demo.fhir.Fhir.concept;
import static org.hulian.demo.fhir.Fhir.id;
import static org.hulian.demo.fhir.Fhir.list;
import static org.hulian.demo.fhir.Fhir.object;
import static org.hulian.demo.fhir.Fhir.quantity;
import static org.hulian.demo.fhir.Fhir.reference;
import static org.hulian.demo.fhir.Fhir.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.hulian.demo.catalogue.ChronicCondition;
import org.hulian.demo.history.Ordered;
import org.hulian.demo.history.Visit;
import org.hulian.demo.history.VitalSigns;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/** Encounters, orders, conditions and vital signs. */
final class CareResources {
    private CareResources() {}

    static String encounterId(Visit visit) {
        return id(visit.source().site(), "Encounter", visit.number());
    }

    static String practitionerId(Site site, String staffNumber) {
        return id(site, "Practitioner", staffNumber);
    }

    static ObjectNode clinician(Visit visit) {
        return reference(
                "Practitioner",
                practitionerId(visit.clinician().site(), visit.clinician().staffNumber()));
    }

    static ObjectNode encounter(Resident resident, Visit visit) {
        ObjectNode encounter = resource("Encounter", encounterId(visit));
        encounter.set("identifier", list(Fhir.identifier(visit.source().site(), "visit", visit.number())));
        encounter.put("status", "finished");
        encounter.set("class", coding(HL7 + "v3-ActCode", visit.inpatient() ? "IMP" : "AMB"));
        encounter.set("subject", reference(resident, visit.source()));
        encounter.set("participant", list(object().set("individual", clinician(visit))));
        encounter.set("period", Fhir.period(visit.start(), visit.end()));
        ChronicCondition reason = visit.reason();
        if (reason != null && reason.sensitive().isEmpty()) {
            encounter.set("reasonCode", list(concept(coding(icd10(), reason.icd10(), reason.zh()))));
        }
        encounter.set("serviceProvider", reference(visit.source().site()));
        return encounter;
    }

    static String orderId(Ordered order) {
        return id(order.visit().source().site(), "ServiceRequest", order.number());
    }

    static ObjectNode order(Resident resident, Ordered order, String status, ObjectNode category, ObjectNode code) {
        Visit visit = order.visit();
        ObjectNode request = resource("ServiceRequest", orderId(order));
        request.set("identifier", list(Fhir.identifier(visit.source().site(), "order", order.number())));
        request.put("status", status).put("intent", "order");
        request.set("category", list(concept(category)));
        request.set("code", code);
        request.set("subject", reference(resident, visit.source()));
        request.set("encounter", reference("Encounter", encounterId(visit)));
        request.put("authoredOn", Fhir.time(order.ordered()));
        request.set("requester", clinician(visit));
        request.set("performer", list(reference(order.performer().site())));
        return request;
    }

    static ObjectNode condition(Resident resident, SourceRecord source, ChronicCondition chronic, LocalDateTime at) {
        ObjectNode condition = resource("Condition", id(source.site(), "Condition", source.mrn() + chronic.key()));
        if (!chronic.sensitive().isEmpty()) {
            condition.putObject("meta").set("security", list(coding(HL7 + "v3-ActCode", chronic.sensitive())));
        }
        condition.set("clinicalStatus", concept(coding(HL7 + "condition-clinical", "active")));
        condition.set("verificationStatus", concept(coding(HL7 + "condition-ver-status", "confirmed")));
        condition.set("category", list(concept(coding(HL7 + "condition-category", "problem-list-item"))));
        condition.set(
                "code", concept(coding(icd10(), chronic.icd10(), chronic.zh())).put("text", chronic.zh()));
        condition.set("subject", reference(resident, source));
        return condition.put("recordedDate", Fhir.time(at));
    }

    static ObjectNode bloodPressure(Resident resident, VitalSigns signs) {
        ObjectNode observation = vitalSign(resident, signs, "85354-9", "血压");
        observation.set(
                "component",
                list(component("8480-6", "收缩压", signs.systolic()), component("8462-4", "舒张压", signs.diastolic())));
        return observation;
    }

    static ObjectNode pulse(Resident resident, VitalSigns signs) {
        ObjectNode observation = vitalSign(resident, signs, "8867-4", "心率");
        observation.set("valueQuantity", quantity(BigDecimal.valueOf(signs.pulse()), "次/分", "/min"));
        return observation;
    }

    static ObjectNode weight(Resident resident, VitalSigns signs) {
        ObjectNode observation = vitalSign(resident, signs, "29463-7", "体重");
        observation.set("valueQuantity", quantity(BigDecimal.valueOf(signs.weightTenths(), 1), "kg", "kg"));
        return observation;
    }

    private static ObjectNode vitalSign(Resident resident, VitalSigns signs, String loinc, String text) {
        Visit visit = signs.visit();
        ObjectNode observation =
                resource("Observation", id(visit.source().site(), "Observation", visit.number() + loinc));
        observation.put("status", "final");
        observation.set("category", list(concept(coding(HL7 + "observation-category", "vital-signs"))));
        observation.set("code", concept(coding(LOINC, loinc)).put("text", text));
        observation.set("subject", reference(resident, visit.source()));
        observation.set("encounter", reference("Encounter", encounterId(visit)));
        observation.put("effectiveDateTime", Fhir.time(visit.start().plusMinutes(2)));
        observation.set("performer", list(clinician(visit)));
        return observation;
    }

    private static ObjectNode component(String loinc, String text, int value) {
        ObjectNode component = object();
        component.set("code", concept(coding(LOINC, loinc)).put("text", text));
        component.set("valueQuantity", quantity(BigDecimal.valueOf(value), "mmHg", "mm[Hg]"));
        return component;
    }

    private static String icd10() {
        return "http://hl7.org/fhir/sid/icd-10";
    }
}
