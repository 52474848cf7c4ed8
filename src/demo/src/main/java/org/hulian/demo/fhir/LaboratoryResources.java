package org.hulian.demo.fhir;

import static org.hulian.demo.fhir.Fhir.BASE;
import static org.hulian.demo.fhir.Fhir.HL7;
import static org.hulian.demo.fhir.Fhir.LOINC;
import static org.hulian.demo.fhir.Fhir.SNOMED;
import static org.hulian.demo.fhir.Fhir.coding;
import static org.hulian.demo.fhir.Fhir.concept;
import static org.hulian.demo.fhir.Fhir.id;
import static org.hulian.demo.fhir.Fhir.list;
import static org.hulian.demo.fhir.Fhir.object;
import static org.hulian.demo.fhir.Fhir.quantity;
import static org.hulian.demo.fhir.Fhir.reference;
import static org.hulian.demo.fhir.Fhir.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.hulian.demo.catalogue.Panel;
import org.hulian.demo.history.LabOrder;
import org.hulian.demo.history.LabOrder.Measurement;
import org.hulian.demo.history.Reading;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Sex;
import org.hulian.demo.resident.Site;

/** Orders of panels, reports and their observations. */
final class LaboratoryResources {
    private LaboratoryResources() {}

    static ObjectNode order(Resident resident, LabOrder order, String status) {
        return CareResources.order(
                resident,
                order,
                status,
                coding(SNOMED, "108252007", "Laboratory procedure"),
                panelCode(order.visit().source().site(), order.panel(), order));
    }

    static ObjectNode report(Resident resident, LabOrder order) {
        return report(resident, order, order.measurements());
    }

    /** Of some of the measurements. */
    static ObjectNode report(Resident resident, LabOrder order, List<Measurement> measured) {
        Site site = order.performer().site();
        ObjectNode report = resource("DiagnosticReport", id(site, "DiagnosticReport", order.number()));
        report.set("identifier", list(Fhir.identifier(site, "report", "F" + order.number())));
        report.set("basedOn", list(reference("ServiceRequest", CareResources.orderId(order))));
        report.put("status", "final");
        report.set("category", list(concept(coding(HL7 + "v2-0074", "LAB"))));
        report.set("code", panelCode(site, order.panel(), order));
        report.set("subject", reference(resident, order.performer()));
        report.put("effectiveDateTime", Fhir.time(order.collected()));
        report.put("issued", Fhir.time(order.reported()));
        report.set("performer", list(reference(site)));
        ArrayNode results = report.putArray("result");
        for (Measurement measurement : measured) {
            results.add(reference("Observation", observationId(order, measurement)));
        }
        return report;
    }

    static ObjectNode observation(Resident resident, LabOrder order, Measurement measurement) {
        Site site = order.performer().site();
        Reading reading = Reading.of(measurement, site, resident.truth().sex());
        ObjectNode observation = resource("Observation", observationId(order, measurement));
        observation.set("basedOn", list(reference("ServiceRequest", CareResources.orderId(order))));
        observation.put("status", "final");
        observation.set("category", list(concept(coding(HL7 + "observation-category", "laboratory"))));
        observation.set(
                "code",
                concept(
                                coding(LOINC, reading.notation().loinc()),
                                coding(
                                        BASE + "codes/" + site.code(),
                                        reading.localCode(),
                                        reading.analyte().zh()))
                        .put("text", reading.analyte().zh()));
        observation.set("subject", reference(resident, order.performer()));
        observation.put("effectiveDateTime", Fhir.time(order.collected()));
        observation.put("issued", Fhir.time(order.reported()));
        observation.set("performer", list(reference(site)));
        observation.set("valueQuantity", amount(reading, reading.value()));
        observation.set("interpretation", list(concept(coding(HL7 + "v3-ObservationInterpretation", reading.flag()))));
        ObjectNode range = object();
        range.set("low", amount(reading, reading.low()));
        range.set("high", amount(reading, reading.high()));
        observation.set("referenceRange", list(range));
        return observation;
    }

    private static ObjectNode amount(Reading reading, BigDecimal value) {
        return quantity(value, reading.notation().unit(), reading.notation().ucum());
    }

    private static String observationId(LabOrder order, Measurement measurement) {
        return id(
                order.performer().site(),
                "Observation",
                order.number() + measurement.analyte().key());
    }

    /** LOINC's panel, or the one analyte, where there is one; always the institution's own code. */
    private static ObjectNode panelCode(Site site, Panel panel, LabOrder order) {
        String local = switch (site) {
            case CITY_FIRST -> panel.firstCode();
            case CITY_SECOND -> panel.secondCode();
            case COUNTY_LAB, RIVERSIDE, HILLSIDE, CITY_IMAGING -> panel.key();
        };
        ArrayNode codings = list();
        if (!panel.loinc().isEmpty()) {
            codings.add(coding(LOINC, panel.loinc()));
        } else if (order.measurements().size() == 1) {
            Measurement only = order.measurements().getFirst();
            codings.add(
                    coding(LOINC, Reading.of(only, site, Sex.MALE).notation().loinc()));
        }
        codings.add(coding(BASE + "codes/" + site.code(), local, panel.zh()));
        ObjectNode code = object();
        code.set("coding", codings);
        return code.put("text", panel.zh());
    }
}
