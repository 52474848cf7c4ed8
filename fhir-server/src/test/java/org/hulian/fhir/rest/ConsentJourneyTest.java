package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** What a resident shares is seen at the next request, and what they take back is not. */
@QuarkusTest
class ConsentJourneyTest extends HubTest {
    @Test
    void opensAndClosesByTheResidentsLeave() {
        String patient = patient("leave");
        String result = glucose(patient, 1);
        Calls resident = hub.with(issuer.resident(patient));
        String search = "/fhir/Observation?patient=" + patient + "&code=http%3A%2F%2Floinc.org%7C14749-6";

        assertThat(physician.get(search).ids()).isEmpty();
        assertThat(physician.get("/fhir/Observation/" + result).status()).isEqualTo(404);

        Answer given = resident.put("/fhir/Consent/leave-1", CONSENT.formatted("leave-1", patient, "active"));

        assertThat(given.status()).as(given.body()).isEqualTo(201);
        assertThat(physician.get(search).ids()).containsExactly(result);
        assertThat(physician.get("/fhir/Observation/" + result).status()).isEqualTo(200);

        Answer withdrawn = resident.put("/fhir/Consent/leave-1", CONSENT.formatted("leave-1", patient, "inactive"));

        assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
        assertThat(physician.get(search).ids()).isEmpty();
        assertThat(physician.get("/fhir/Observation/" + result).status()).isEqualTo(404);
        assertThat(physician.get("/fhir/Observation/" + result + "/_history/1").status())
                .isEqualTo(404);
    }

    @Test
    void attack37KeepsInstitutionsFromSpeakingForOthers() {
        String patient = patient("owner");
        String own = "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\",\"meta\":{\"source\":\"%s\"}}";

        Answer source = hospital.put("/fhir/Patient/" + patient, own.formatted("Organization/riverside"));
        Answer foreign = hub.with(issuer.system("city-first"))
                .put("/fhir/Patient/" + patient, own.formatted("Organization/city-first"));

        assertThat(source.status()).isEqualTo(403);
        assertThat(foreign.status()).isIn(403, 404);
        assertThat(hospital.get("/fhir/Patient/" + patient).header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void keepsResidentsToTheirOwnConsents() {
        String mine = patient("own-consent");
        String theirs = patient("their-consent");

        Answer refused = hub.with(issuer.resident(mine))
                .put("/fhir/Consent/not-mine", CONSENT.formatted("not-mine", theirs, "active"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(hospital.get("/fhir/Consent/not-mine").status()).isEqualTo(404);
    }

    @Test
    void takesFromStewardsWhatWasSignedOnPaperAndNothingElse() {
        String patient = patient("paper");
        String result = glucose(patient, 1);
        Calls steward = hub.with(issuer.person("steward-paper", "steward"));
        String consent = CONSENT.formatted("paper-1", patient, "active").replace("\"id\":\"paper-1\",", "");
        String signed = consent.replaceFirst("\\{", """
                {"sourceReference":{"identifier":{"system":"http://hulian.org/fhir/identifier/paper","value":"HS-1"}},\
                "verification":[{"verified":true,"verifiedWith":{"reference":"Patient/%s"},\
                "verificationDate":"2026-01-01T09:00:00+08:00"}],""".formatted(patient));

        Answer unsigned = steward.post("/fhir/Consent", consent);
        Answer another = steward.post("/fhir/Consent", signed.replaceFirst("Patient/" + patient, "Patient/someone"));
        Answer imported = hospital.post("/fhir/Consent", signed);
        Answer entered = steward.post("/fhir/Consent", signed);

        assertThat(unsigned.status()).isEqualTo(422);
        assertThat(unsigned.body()).contains("Consent.source", "Consent.verification", "sourceAttachment");
        assertThat(another.status()).isEqualTo(422);
        assertThat(imported.status()).isEqualTo(403);
        assertThat(entered.status()).as(entered.body()).isEqualTo(201);
        String id = entered.header("Location").replaceFirst(".*/Consent/([^/]+)/.*", "$1");
        assertThat(physician.get("/fhir/Observation/" + result).status()).isEqualTo(200);
        assertThat(steward.get("/fhir/Consent/" + id).status()).isEqualTo(403);
        assertThat(steward.put("/fhir/Consent/" + id, signed).status()).isEqualTo(403);
        Calls resident = hub.with(issuer.resident(patient));
        assertThat(resident.get("/fhir/Consent/" + id).status()).isEqualTo(200);
        assertThat(resident.put("/fhir/Consent/" + id, CONSENT.formatted(id, patient, "inactive"))
                        .status())
                .isEqualTo(200);
        assertThat(physician.get("/fhir/Observation/" + result).status()).isEqualTo(404);
    }

    @Test
    void showsTheAuditorEveryAccessAllowedAndDenied() {
        String patient = patient("looked-at");
        String result = glucose(patient, 1);
        hospital.get("/fhir/Observation/" + result);
        physician.get("/fhir/Observation/" + result);
        physician.get("/fhir/Observation?patient=" + patient);

        Answer all = auditor.get("/fhir/AuditEvent?patient=" + patient + "&_total=accurate");
        Answer denied = auditor.get("/fhir/AuditEvent?patient=" + patient + "&outcome=4");
        Answer reads = auditor.get("/fhir/AuditEvent?patient=" + patient + "&subtype=read&agent-name=physician");
        Answer own = hub.with(issuer.resident(patient)).get("/fhir/AuditEvent");

        assertThat(all.json().path("total").asInt()).isEqualTo(5);
        assertThat(denied.ids()).hasSize(2);
        assertThat(reads.ids()).hasSize(1);
        assertThat(own.ids()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(physician.get("/fhir/AuditEvent").status()).isEqualTo(403);
        assertThat(auditor.get("/fhir/Observation/" + result).status()).isEqualTo(403);
        assertThat(auditor.get("/fhir/AuditEvent/" + denied.ids().getFirst()).status())
                .isEqualTo(200);
    }

    @Test
    void showsAResidentNothingAboutOthersAnAccessTouched() {
        String mine = patient("one-of-two");
        String other = patient("two-of-two");
        hospital.get("/fhir/Patient?_id=" + mine + "," + other);

        Answer own = hub.with(issuer.resident(mine)).get("/fhir/AuditEvent?subtype=search-type");

        assertThat(own.ids()).hasSize(1);
        assertThat(own.body()).contains(mine).doesNotContain(other);
        String event = own.ids().getFirst();
        assertThat(hub.with(issuer.resident(mine))
                        .get("/fhir/AuditEvent/" + event)
                        .body())
                .doesNotContain(other);
        assertThat(auditor.get("/fhir/AuditEvent/" + event).body()).contains(other);
    }

    @Test
    void exportsTheLogToTheAuditorOnly() {
        assertThat(physician.get("/audit/export", "Accept", "application/zip").status())
                .isEqualTo(403);
        Answer archive = auditor.get("/audit/export", "Accept", "application/zip");

        assertThat(archive.status()).isEqualTo(200);
        assertThat(archive.header("Content-Type")).isEqualTo("application/zip");
        assertThat(archive.body()).startsWith("PK");
        for (String name : List.of("entries.ndjson", "checkpoints.ndjson", "manifest.json", "audit-public-key.pem")) {
            assertThat(archive.body()).contains(name);
        }
    }
}
