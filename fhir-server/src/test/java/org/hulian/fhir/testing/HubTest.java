package org.hulian.fhir.testing;

import io.quarkus.test.common.QuarkusTestResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** What tests of a whole hub share: its address, tokens and example resources. */
@QuarkusTestResource(TestHub.class)
public abstract class HubTest {
    protected static final String PATIENT = """
            {"resourceType":"Patient","identifier":[{"system":"http://hulian.org/fhir/identifier/mrn/city-second",\
            "value":"%s"}],"name":[{"family":"测试","given":["甲"]}],"gender":"female","birthDate":"1990-02-28"}""";

    protected static final String GLUCOSE = """
            {"resourceType":"Observation","status":"final","category":[{"coding":[{\
            "system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
            "code":{"coding":[{"system":"http://loinc.org","code":"14749-6"}]},\
            "subject":{"reference":"Patient/%s"},"effectiveDateTime":"2026-11-0%dT08:00:00+08:00",\
            "valueQuantity":{"value":5.60,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}""";

    /** A resident's leave: laboratory results to the health centre. */
    protected static final String CONSENT = """
            {"resourceType":"Consent","id":"%1$s","status":"%3$s",\
            "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},\
            "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],\
            "patient":{"reference":"Patient/%2$s"},"dateTime":"2026-11-20T10:00:00+08:00",\
            "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},\
            "provision":{"type":"permit","actor":[{"role":{"coding":[{\
            "system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},\
            "reference":{"reference":"Organization/riverside"}}],\
            "class":[{"system":"http://hulian.org/fhir/CodeSystem/record-category","code":"laboratory"}]}}""";

    protected final TestIssuer issuer = TestIssuer.shared();
    protected final Calls hub = Calls.to(
            "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
    protected final Calls hospital = hub.with(issuer.system("city-second"));
    protected final Calls physician = hub.with(issuer.member("physician-riverside", "physician", "riverside"));
    protected final Calls auditor = hub.with(issuer.person("auditor1", "auditor"));

    /** A new patient of the hospital; its id. */
    protected String patient(String value) {
        return created(hospital.post("/fhir/Patient", PATIENT.formatted(value)));
    }

    /** A new result of the hospital about a patient; its id. */
    protected String glucose(String patient, int day) {
        return created(hospital.post("/fhir/Observation", GLUCOSE.formatted(patient, day)));
    }

    /** Stores a new resource under its {@code Type/id}; what else it says is given without braces. */
    protected static void put(Calls caller, String reference, String members) {
        String[] parts = reference.split("/", -1);
        created(caller.put(
                "/fhir/" + reference,
                "{\"resourceType\":\"" + parts[0] + "\",\"id\":\"" + parts[1] + "\"," + members + "}"));
    }

    /** A search such as {@code Patient?name=a b}: its values are not encoded yet. */
    protected static Answer search(Calls caller, String search) {
        String[] parts = search.strip().split("\\?", 2);
        String query = Arrays.stream(parts[1].split("&", -1))
                .map(pair ->
                        pair.split("=", 2)[0] + "=" + URLEncoder.encode(pair.split("=", 2)[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return caller.get("/fhir/" + parts[0] + "?" + query);
    }

    /** The id of what was created. */
    protected static String created(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().path("id").asText();
    }
}
