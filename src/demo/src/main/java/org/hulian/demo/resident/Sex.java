package org.hulian.demo.resident;

/** Administrative sex with its HL7 v2 (table 0001) and FHIR codes. */
public enum Sex {
    MALE("M", "male"),
    FEMALE("F", "female");

    private final String v2;
    private final String fhir;

    Sex(String v2, String fhir) {
        this.v2 = v2;
        this.fhir = fhir;
    }

    public String v2() {
        return v2;
    }

    public String fhir() {
        return fhir;
    }
}
