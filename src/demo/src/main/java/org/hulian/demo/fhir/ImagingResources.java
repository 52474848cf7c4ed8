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
import static org.hulian.demo.fhir.Fhir.reference;
import static org.hulian.demo.fhir.Fhir.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.UUID;
import org.hulian.demo.history.ImagingOrder;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;

/** Orders of examinations, studies that can be opened, and reports. */
final class ImagingResources {
    static final String ENDPOINT = "city-imaging-dicomweb";

    private ImagingResources() {}

    static ObjectNode order(Resident resident, ImagingOrder order) {
        return CareResources.order(resident, order, "completed", coding(SNOMED, "363679005", "Imaging"), code(order));
    }

    static ObjectNode study(Resident resident, ImagingOrder order) {
        ObjectNode study = resource("ImagingStudy", studyId(order));
        study.set("identifier", list(Fhir.identifier("urn:dicom:uid", "urn:oid:" + uid(studyId(order)))));
        study.put("status", "available");
        study.set("modality", list(modality(order)));
        study.set("subject", reference(resident, order.performer()));
        study.put("started", Fhir.time(order.performed()));
        study.set("endpoint", list(reference("Endpoint", ENDPOINT)));
        study.put("numberOfSeries", 1).put("numberOfInstances", 2);
        ObjectNode series = object().put("uid", uid(id(order.performer().site(), "series", order.number())));
        series.set("modality", modality(order));
        study.set("series", list(series.put("numberOfInstances", 2)));
        return study;
    }

    /** An order of a hospital is named by its number only: the hospital does not send orders over FHIR. */
    static ObjectNode report(Resident resident, ImagingOrder order) {
        Site site = order.performer().site();
        Site ordering = order.visit().source().site();
        ObjectNode report = resource("DiagnosticReport", id(site, "DiagnosticReport", order.number()));
        report.set("identifier", list(Fhir.identifier(site, "report", "F" + order.number())));
        ObjectNode basis = ordering.role() == Site.Role.COMMUNITY
                ? reference("ServiceRequest", id(ordering, "ServiceRequest", order.number()))
                : object().set("identifier", Fhir.identifier(ordering, "order", order.number()));
        report.set("basedOn", list(basis));
        report.put("status", "final");
        report.set("category", list(concept(coding(HL7 + "v2-0074", "RAD"))));
        report.set("code", code(order));
        report.set("subject", reference(resident, order.performer()));
        report.put("effectiveDateTime", Fhir.time(order.performed()));
        report.put("issued", Fhir.time(order.performed().plusMinutes(40)));
        report.set("performer", list(reference(site)));
        report.set("imagingStudy", list(reference("ImagingStudy", studyId(order))));
        return report.put(
                "conclusion",
                order.abnormal() ? order.exam().abnormal() : order.exam().normal());
    }

    private static ObjectNode code(ImagingOrder order) {
        return concept(
                        coding(LOINC, order.exam().loinc(), order.exam().en()),
                        coding(
                                BASE + "codes/city-imaging",
                                order.exam().localCode(),
                                order.exam().zh()))
                .put("text", order.exam().zh());
    }

    private static ObjectNode modality(ImagingOrder order) {
        return coding(
                "http://dicom.nema.org/resources/ontology/DCM", order.exam().modality());
    }

    private static String studyId(ImagingOrder order) {
        return id(order.performer().site(), "ImagingStudy", order.number());
    }

    /** DICOM PS3.5 B.2: a UID under 2.25 from a UUID. */
    private static String uid(String uuid) {
        UUID parsed = UUID.fromString(uuid);
        BigInteger high = new BigInteger(Long.toUnsignedString(parsed.getMostSignificantBits()));
        BigInteger low = new BigInteger(Long.toUnsignedString(parsed.getLeastSignificantBits()));
        return "2.25." + high.shiftLeft(64).or(low);
    }
}
