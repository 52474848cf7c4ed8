package org.hulian.demo.fhir;

import static org.hulian.demo.fhir.Fhir.SNOMED;
import static org.hulian.demo.fhir.Fhir.coding;
import static org.hulian.demo.fhir.Fhir.concept;
import static org.hulian.demo.fhir.Fhir.id;
import static org.hulian.demo.fhir.Fhir.list;
import static org.hulian.demo.fhir.Fhir.object;
import static org.hulian.demo.fhir.Fhir.reference;
import static org.hulian.demo.fhir.Fhir.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import org.hulian.demo.history.Booking;
import org.hulian.demo.history.Clinician;
import org.hulian.demo.history.Referral;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;

/** Referrals and bookings from a community centre to a hospital. */
final class CoordinationResources {
    private CoordinationResources() {}

    static ObjectNode referral(Resident resident, Referral referral) {
        Site from = referral.visit().source().site();
        ObjectNode request = resource("ServiceRequest", id(from, "ServiceRequest", referral.number()));
        request.set("identifier", list(Fhir.identifier(from, "referral", referral.number())));
        boolean open = referral.state() == Referral.State.REQUESTED || referral.state() == Referral.State.ACCEPTED;
        boolean rejected = referral.state() == Referral.State.REJECTED;
        request.put("status", open ? "active" : rejected ? "revoked" : "completed")
                .put("intent", "order");
        request.set("category", list(concept(coding(SNOMED, "3457005", "Patient referral"))));
        request.set("code", object().put("text", "上转" + referral.department().zh()));
        request.set("subject", reference(resident, referral.visit().source()));
        request.set("encounter", reference("Encounter", CareResources.encounterId(referral.visit())));
        request.put("authoredOn", Fhir.time(referral.ordered()));
        request.set("requester", CareResources.clinician(referral.visit()));
        request.set("performer", list(reference(referral.to())));
        return request;
    }

    static ObjectNode task(Resident resident, Referral referral) {
        Site from = referral.visit().source().site();
        ObjectNode task = resource("Task", id(from, "Task", referral.number()));
        task.put("status", referral.state().fhir()).put("intent", "order");
        task.set("focus", reference("ServiceRequest", id(from, "ServiceRequest", referral.number())));
        task.set("for", reference(resident, referral.visit().source()));
        task.put("authoredOn", Fhir.time(referral.ordered()));
        task.set("requester", reference(from));
        task.set("owner", reference(referral.to()));
        return task;
    }

    static String scheduleId(Clinician expert) {
        return id(expert.site(), "Schedule", expert.staffNumber());
    }

    static ObjectNode slot(Clinician expert, LocalDateTime start, String status) {
        ObjectNode slot = resource("Slot", slotId(expert, start));
        slot.set("schedule", reference("Schedule", scheduleId(expert)));
        slot.put("status", status);
        return slot.put("start", Fhir.time(start)).put("end", Fhir.time(start.plusMinutes(15)));
    }

    static ObjectNode appointment(Resident resident, Booking booking) {
        Site site = booking.bookedAt().site();
        Clinician expert = booking.expert();
        ObjectNode appointment = resource("Appointment", id(site, "Appointment", booking.number()));
        appointment.set("identifier", list(Fhir.identifier(site, "booking", booking.number())));
        appointment.put("status", booking.state().appointment());
        appointment.put("description", expert.site().zh() + expert.department().zh());
        appointment.put("start", Fhir.time(booking.start()));
        appointment.put("end", Fhir.time(booking.start().plusMinutes(15)));
        appointment.set("slot", list(reference("Slot", slotId(expert, booking.start()))));
        appointment.put("created", Fhir.time(booking.start().minusDays(7)));
        appointment.set(
                "participant",
                list(
                        participant(reference(resident, booking.bookedAt())),
                        participant(reference(
                                "Practitioner", CareResources.practitionerId(expert.site(), expert.staffNumber())))));
        return appointment;
    }

    private static ObjectNode participant(ObjectNode actor) {
        ObjectNode participant = object();
        participant.set("actor", actor);
        return participant.put("status", "accepted");
    }

    private static String slotId(Clinician expert, LocalDateTime start) {
        return id(expert.site(), "Slot", expert.staffNumber() + start);
    }
}
