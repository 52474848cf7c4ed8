package org.hulian.demo.fhir;

import static org.hulian.demo.fhir.Fhir.HL7;
import static org.hulian.demo.fhir.Fhir.LOINC;
import static org.hulian.demo.fhir.Fhir.coding;
import static org.hulian.demo.fhir.Fhir.concept;
import static org.hulian.demo.fhir.Fhir.id;
import static org.hulian.demo.fhir.Fhir.list;
import static org.hulian.demo.fhir.Fhir.quantity;
import static org.hulian.demo.fhir.Fhir.reference;
import static org.hulian.demo.fhir.Fhir.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.SourceRecord;

/**
 * What the community centre has of the second resident with a login, so that an order of HbA1c and glucose shows every
 * verdict of recognition: one result to rely on, one that was taken back, and one without a quality assessment.
 */
final class TourResults {
    static final int RESIDENT = 2;

    private TourResults() {}

    static List<ObjectNode> of(Resident resident, SourceRecord at, LocalDate reference) {
        return List.of(
                result(resident, at, "tour-a1c", "final", reference.minusDays(8), "4548-4", "糖化血红蛋白", "7.1", "%"),
                result(
                        resident,
                        at,
                        "tour-a1c-wrong",
                        "entered-in-error",
                        reference.minusDays(2),
                        "4548-4",
                        "糖化血红蛋白",
                        "11.9",
                        "%"),
                result(
                        resident,
                        at,
                        "tour-glucose",
                        "final",
                        reference.minusDays(1),
                        "14749-6",
                        "葡萄糖",
                        "6.8",
                        "mmol/L"));
    }

    private static ObjectNode result(
            Resident resident,
            SourceRecord at,
            String number,
            String status,
            LocalDate day,
            String loinc,
            String zh,
            String value,
            String unit) {
        ObjectNode observation = resource("Observation", id(at.site(), "Observation", number));
        observation.put("status", status);
        observation.set("category", list(concept(coding(HL7 + "observation-category", "laboratory"))));
        observation.set("code", concept(coding(LOINC, loinc)).put("text", zh));
        observation.set("subject", reference(resident, at));
        observation.put("effectiveDateTime", Fhir.time(day.atTime(LocalTime.of(8, 30))));
        observation.set("performer", list(reference(at.site())));
        observation.set("valueQuantity", quantity(new BigDecimal(value), unit, unit));
        return observation;
    }
}
