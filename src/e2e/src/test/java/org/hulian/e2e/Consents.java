package org.hulian.e2e;

/** Consents as a resident's app writes them. */
final class Consents {
    private Consents() {}

    /** Laboratory results, for treatment, to one institution, until withdrawn. */
    static String laboratory(String patient, String institution) {
        return """
                {"resourceType": "Consent", "status": "active",
                 "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope",
                   "code": "patient-privacy"}]},
                 "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
                 "patient": {"reference": "Patient/%s"},
                 "dateTime": "2026-11-21T09:00:00+08:00",
                 "policyRule": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                   "code": "OPTIN"}]},
                 "provision": {"type": "permit",
                   "actor": [{"role": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                       "code": "IRCP"}]}, "reference": {"reference": "Organization/%s"}}],
                   "purpose": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "TREAT"}],
                   "code": [{"coding": [{"system": "http://hulian.org/fhir/CodeSystem/record-category",
                       "code": "laboratory"}]}]}}
                """.formatted(patient, institution);
    }
}
