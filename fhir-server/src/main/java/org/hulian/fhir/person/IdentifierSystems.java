package org.hulian.fhir.person;

/** The identifier systems that mean one person wherever they come from. */
public final class IdentifierSystems {
    /** Citizen identification number, GB 11643. */
    public static final String NATIONAL_ID = "http://hulian.org/fhir/identifier/national-id";

    /** Resident health card number. */
    public static final String HEALTH_CARD = "http://hulian.org/fhir/identifier/health-card";

    private IdentifierSystems() {}
}
