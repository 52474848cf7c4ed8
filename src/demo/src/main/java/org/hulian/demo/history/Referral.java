package org.hulian.demo.history;

import java.time.LocalDateTime;
import org.hulian.demo.catalogue.Department;
import org.hulian.demo.resident.Site;

/** A referral from a community centre to a department of a hospital (上转), decided at a visit. */
public record Referral(String number, Visit visit, Site to, Department department, LocalDateTime ordered, State state) {

    /** FHIR task status of the referral. */
    public enum State {
        REQUESTED("requested"),
        ACCEPTED("accepted"),
        COMPLETED("completed"),
        REJECTED("rejected");

        private final String fhir;

        State(String fhir) {
            this.fhir = fhir;
        }

        public String fhir() {
            return fhir;
        }
    }
}
