package org.hulian.fhir.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.WriteRule;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.store.Write;

/**
 * A Consent that anybody but the resident enters was signed on paper: it says which paper, and when it was verified with
 * the resident, or it is refused with 422.
 *
 * @see <a href="https://hl7.org/fhir/R4/consent-definitions.html#Consent.verification">Consent.verification</a>
 */
public final class SignedConsents implements WriteRule {
    @Override
    public void check(Write write, RequestContext context) {
        if (!write.key().type().name().equals("Consent")
                || context.caller().patient() != null
                || Access.isHub(context.caller())) {
            return;
        }
        ResourceBody body = write.body();
        JsonNode consent = body == null ? null : FhirJson.read(body.bytes());
        if (consent == null) {
            return;
        }
        List<Failure.Issue> issues = new ArrayList<>();
        if (!consent.has("sourceAttachment") && !consent.has("sourceReference")) {
            issues.add(issue(
                    "Consent.source",
                    "A consent entered for a resident names the paper it was signed on: sourceAttachment or sourceReference.",
                    "代为录入的知情同意须注明所依据的书面文件（sourceAttachment 或 sourceReference）。"));
        }
        if (!isVerified(consent)) {
            issues.add(issue(
                    "Consent.verification",
                    "A consent entered for a resident was verified with the resident (verified true, verifiedWith the"
                            + " patient of the consent) and says when (verificationDate).",
                    "代为录入的知情同意须经居民本人核实：verified 为 true，verifiedWith 为该患者，并注明 verificationDate。"));
        }
        if (!issues.isEmpty()) {
            throw new FailureException(new Failure.Invalid(issues));
        }
    }

    private static boolean isVerified(JsonNode consent) {
        String patient = consent.at("/patient/reference").asText();
        for (JsonNode verification : consent.path("verification")) {
            if (verification.path("verified").asBoolean()
                    && !verification.path("verificationDate").asText().isEmpty()
                    && !patient.isEmpty()
                    && verification.at("/verifiedWith/reference").asText().equals(patient)) {
                return true;
            }
        }
        return false;
    }

    private static Failure.Issue issue(String expression, String en, String zh) {
        return new Failure.Issue("required", expression, en, zh);
    }
}
