package org.hulian.demo.history;

import java.time.LocalDateTime;
import org.hulian.demo.resident.SourceRecord;

/** A quarter of an hour of an expert, booked by the community centre for the resident (社区代挂号). */
public record Booking(String number, SourceRecord bookedAt, Clinician expert, LocalDateTime start, State state) {

    /** FHIR appointment status and the status of its slot. */
    public enum State {
        BOOKED("booked", "busy"),
        FULFILLED("fulfilled", "busy"),
        NOSHOW("noshow", "busy"),
        CANCELLED("cancelled", "free");

        private final String appointment;
        private final String slot;

        State(String appointment, String slot) {
            this.appointment = appointment;
            this.slot = slot;
        }

        public String appointment() {
            return appointment;
        }

        public String slot() {
            return slot;
        }
    }
}
