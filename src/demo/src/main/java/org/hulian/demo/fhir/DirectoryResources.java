package org.hulian.demo.fhir;

import static org.hulian.demo.fhir.Fhir.BASE;
import static org.hulian.demo.fhir.Fhir.HL7;
import static org.hulian.demo.fhir.Fhir.coding;
import static org.hulian.demo.fhir.Fhir.concept;
import static org.hulian.demo.fhir.Fhir.id;
import static org.hulian.demo.fhir.Fhir.list;
import static org.hulian.demo.fhir.Fhir.object;
import static org.hulian.demo.fhir.Fhir.reference;
import static org.hulian.demo.fhir.Fhir.resource;
import static org.hulian.demo.fhir.Fhir.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.hulian.demo.catalogue.Catalogue;
import org.hulian.demo.catalogue.Department;
import org.hulian.demo.history.Clinician;
import org.hulian.demo.history.Staff;
import org.hulian.demo.resident.PersonName.Written;
import org.hulian.demo.resident.Site;

/** Institutions, departments, staff, and the free slots of the hospitals' experts. */
public final class DirectoryResources {
    private static final int FREE_DAYS = 10;

    private final Catalogue catalogue;
    private final Staff staff;

    public DirectoryResources(Catalogue catalogue, Staff staff) {
        this.catalogue = catalogue;
        this.staff = staff;
    }

    /** What a steward keeps: organisations, services, practitioners. */
    public TransactionBundle entries(Site site) {
        TransactionBundle bundle =
                new TransactionBundle().put(organization(site)).put(location(site));
        if (site == Site.CITY_IMAGING) {
            bundle.put(endpoint(site));
        }
        if (site.role() == Site.Role.HOSPITAL) {
            catalogue.departments().forEach(department -> bundle.put(service(site, department)));
        }
        for (Clinician clinician : staff.at(site)) {
            bundle.put(practitioner(clinician)).put(role(clinician));
        }
        return bundle;
    }

    /** What a hospital keeps: its experts' schedules, with some evening quarters of the next days still free. */
    public TransactionBundle schedules(Site site, LocalDate reference) {
        TransactionBundle bundle = new TransactionBundle();
        for (Clinician expert : staff.at(site)) {
            bundle.put(schedule(expert, reference));
            for (int day = 1; day <= FREE_DAYS; day++) {
                bundle.put(slot(expert, reference, day, 0)).put(slot(expert, reference, day, 1));
            }
        }
        return bundle;
    }

    private static ObjectNode slot(Clinician expert, LocalDate reference, int day, int quarter) {
        return CoordinationResources.slot(
                expert, reference.plusDays(day).atTime(17, 0).plusMinutes(15L * quarter), "free");
    }

    private static ObjectNode organization(Site site) {
        ObjectNode organization = resource("Organization", site.code());
        organization.set("identifier", list(Fhir.identifier(BASE + "identifier/institution", site.code())));
        organization.put("active", true);
        organization.set("type", list(concept(coding(HL7 + "organization-type", "prov"))));
        organization.put("name", site.zh());
        organization.set("alias", texts(site.en()));
        return organization;
    }

    private static ObjectNode location(Site site) {
        ObjectNode location = resource("Location", site.code());
        location.put("status", "active").put("name", site.zh());
        location.set("address", object().put("text", "示例省示例市示例区示例路" + site.number() + "号"));
        location.set("managingOrganization", reference(site));
        return location;
    }

    private static ObjectNode endpoint(Site site) {
        ObjectNode endpoint = resource("Endpoint", ImagingResources.ENDPOINT);
        endpoint.put("status", "active");
        endpoint.set("connectionType", coding(HL7 + "endpoint-connection-type", "dicom-wado-rs"));
        endpoint.set("managingOrganization", reference(site));
        endpoint.set("payloadType", list(object().put("text", "DICOM")));
        return endpoint.put("address", "https://imaging.example.org/dicomweb");
    }

    private static ObjectNode service(Site site, Department department) {
        ObjectNode service = resource("HealthcareService", serviceId(site, department));
        service.put("active", true);
        service.set("providedBy", reference(site));
        service.set("type", list(concept(coding(BASE + "CodeSystem/department", department.key(), department.zh()))));
        service.set("location", list(reference("Location", site.code())));
        return service.put("name", site.zh() + department.zh());
    }

    private static ObjectNode practitioner(Clinician clinician) {
        ObjectNode practitioner = resource("Practitioner", practitionerId(clinician));
        practitioner.set("identifier", list(Fhir.identifier(clinician.site(), "staff", clinician.staffNumber())));
        practitioner.put("active", true);
        Written written = clinician.name().simplified();
        ObjectNode name = object().put("text", written.whole()).put("family", written.family());
        name.set("given", texts(written.given()));
        practitioner.set("name", list(name));
        return practitioner;
    }

    private static ObjectNode role(Clinician clinician) {
        Site site = clinician.site();
        ObjectNode role = resource("PractitionerRole", id(site, "PractitionerRole", clinician.staffNumber()));
        role.put("active", true);
        role.set("practitioner", reference("Practitioner", practitionerId(clinician)));
        role.set("organization", reference(site));
        Department department = clinician.department();
        role.set("specialty", list(concept(coding(BASE + "CodeSystem/department", department.key(), department.zh()))));
        return role;
    }

    private static ObjectNode schedule(Clinician expert, LocalDate reference) {
        ObjectNode schedule = resource("Schedule", CoordinationResources.scheduleId(expert));
        schedule.put("active", true);
        schedule.set(
                "actor",
                list(
                        reference("Practitioner", practitionerId(expert)),
                        reference("HealthcareService", serviceId(expert.site(), expert.department()))));
        schedule.set(
                "planningHorizon",
                object().put("start", reference.minusDays(90).toString())
                        .put("end", reference.plusDays(60).toString()));
        return schedule;
    }

    private static String practitionerId(Clinician clinician) {
        return CareResources.practitionerId(clinician.site(), clinician.staffNumber());
    }

    private static String serviceId(Site site, Department department) {
        return id(site, "HealthcareService", department.key());
    }
}
