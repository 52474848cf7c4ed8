package org.hulian.demo.fhir;

import static org.hulian.demo.fhir.Fhir.identifier;
import static org.hulian.demo.fhir.Fhir.list;
import static org.hulian.demo.fhir.Fhir.object;
import static org.hulian.demo.fhir.Fhir.resource;
import static org.hulian.demo.fhir.Fhir.texts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hulian.demo.resident.Demographics;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.SourceRecord;

/** A resident's registration at one institution. */
final class PatientResource {
    private PatientResource() {}

    static ObjectNode of(Resident resident, SourceRecord source) {
        Demographics written = source.written();
        ObjectNode patient = resource("Patient", Fhir.patientId(resident, source));
        ArrayNode identifiers = list(identifier(source.site(), "mrn", source.mrn()));
        if (written.nationalId() != null) {
            identifiers.add(identifier(Fhir.BASE + "identifier/national-id", written.nationalId()));
        }
        if (written.healthCard() != null) {
            identifiers.add(identifier(Fhir.BASE + "identifier/health-card", written.healthCard()));
        }
        patient.set("identifier", identifiers);
        patient.put("active", true);
        patient.set("name", list(name(written)));
        patient.set(
                "telecom",
                list(object().put("system", "phone")
                        .put("value", written.phone())
                        .put("use", "mobile")));
        patient.put("gender", written.sex().fhir());
        patient.put("birthDate", written.birthDate().toString());
        patient.set("address", list(address(written)));
        patient.set("managingOrganization", Fhir.reference(source.site()));
        return patient;
    }

    private static ObjectNode name(Demographics written) {
        ObjectNode name = object().put("use", "official")
                .put("text", written.name().whole())
                .put("family", written.name().family());
        name.set("given", texts(written.name().given()));
        return name;
    }

    private static ObjectNode address(Demographics written) {
        ObjectNode address = object().put("use", "home").put("text", written.address());
        address.set("line", texts(written.address().substring(written.address().indexOf("示例路"))));
        return address.put("city", "示例市").put("state", "示例省").put("country", "CN");
    }
}
